using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using PawPal.Api.Commands;

namespace PawPal.Api.Voice;

internal static class VoiceSetup
{
    /// <summary>A minute of speech at 48 kHz is 6 MB.</summary>
    private const int MostAnswerBytes = 20 * 1024 * 1024;

    public static void AddVoice(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SpeechOptions>()
            .BindConfiguration(SpeechOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<VoiceMetrics>();
        builder.Services.AddSingleton<ICommandHandler, Help>();
        builder.Services.AddSingleton<ICommandHandler, Greeting>();
        builder.Services.AddSingleton<ICommandHandler, OutOfScope>();
        builder.Services.AddSingleton<Conversations>();
        builder.Services.AddTransient<VoiceTurn>();
        builder.Services.AddTransient<SpokenAnswer>();
        builder.Services.AddSpeechClient();
    }

#pragma warning disable EXTEXP0001 // There is no other way to take the common handler off one client.
    private static void AddSpeechClient(this IServiceCollection services) => services
        .AddHttpClient<SpeechClient>((provider, http) =>
        {
            var options = provider.GetRequiredService<IOptions<SpeechOptions>>().Value;
            http.BaseAddress = new Uri(options.Url.AbsoluteUri.TrimEnd('/') + "/");
            http.MaxResponseContentBufferSize = MostAnswerBytes;
            // The client limits each call by itself: recordings differ in length.
            http.Timeout = Timeout.InfiniteTimeSpan;
            if (options.ApiKey is { Length: > 0 } apiKey)
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        })
        // The common limits are shorter than a long recording needs, and the common breaker would answer for the
        // service.
        .RemoveAllResilienceHandlers()
        .UseSocketsHttpHandler((handler, provider) =>
        {
            handler.ConnectTimeout = provider.GetRequiredService<IOptions<SpeechOptions>>().Value.ConnectLimit;
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
        });
#pragma warning restore EXTEXP0001
}
