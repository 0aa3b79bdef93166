using PawPal.Speech.Decoding;
using PawPal.Speech.Engines;
using PawPal.Speech.Synthesis;
using PawPal.Speech.Transcription;
using PawPal.Speech.Vocabulary;

namespace PawPal.Speech;

/// <summary>The parts of the speech service and its endpoints.</summary>
internal static class SpeechServices
{
    public static void AddSpeech(this IServiceCollection services)
    {
        services.AddSingleton<EspeakProgram>();
        services.AddSingleton<EspeakVoices>();
        services.AddSingleton<EspeakPronouncer>();
        services.AddSingleton<Synthesiser>();
        services.AddSingleton<SynthesisMetrics>();
        services.AddSingleton<EngineInstallation>();
        services.AddSingleton<VocabularyStore>();
        services.AddSingleton<Transcriber>();
        services.AddSingleton<TranscriptionMetrics>();
        services.AddSingleton<DecodingMetrics>();
        services.AddSingleton<DecoderPool>();
        services.AddHostedService(provider => provider.GetRequiredService<DecoderPool>());
        services.AddHostedService<WarmUp>();
        services.AddHealthChecks().AddCheck<EngineHealth>(EngineHealth.Name, tags: ["ready"]);
    }

    public static void MapSpeech(this IEndpointRouteBuilder routes)
    {
        TranscribeEndpoint.Map(routes);
        SpeakEndpoint.Map(routes);
        ListModels.Map(routes);
    }
}
