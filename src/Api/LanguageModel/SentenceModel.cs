using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PawPal.Understanding;

namespace PawPal.Api.LanguageModel;

/// <summary>Asks a chat model what a sentence means that nothing else understood. Never throws for a model that is
/// down, slow or talks nonsense: it then knows nothing.</summary>
internal sealed class SentenceModel(
    IOptions<LanguageModelOptions> options, ILogger<SentenceModel> log, IChatClient? client)
{
    private const int MostTokens = 600;

    private static readonly string Prompt = ReadPrompt();

    public bool IsOn => client is not null;

    /// <summary>Frames that passed <see cref="FrameSchema"/>; null when there are none.</summary>
    public async Task<Understood?> ReadAsync(string text, HouseholdContext household, CancellationToken ct)
    {
        if (client is null)
            return null;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(options.Value.Limit);
        try
        {
            var answer = await client.GetResponseAsync(
                [new(ChatRole.System, Prompt), new(ChatRole.User, Ask(text, household))],
                new() { Temperature = 0, MaxOutputTokens = MostTokens, ResponseFormat = ChatResponseFormat.Json },
                limited.Token);
            if (FrameSchema.Read(Json(answer.Text), household) is { } understood)
                return understood;
            log.AnswerUnusable();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.TooSlow(options.Value.Limit);
        }
        catch (Exception failed) when (failed is HttpRequestException or ClientResultException or JsonException
            or IOException or InvalidOperationException)
        {
            log.Failed(failed.GetType().Name);
        }

        return null;
    }

    // Data, not instructions: what a person said cannot close the quotes of JSON.
    private static string Ask(string text, HouseholdContext household) => JsonSerializer.Serialize(new
    {
        now = household.Now.ToString("yyyy-MM-dd'T'HH:mm dddd", CultureInfo.InvariantCulture),
        language = household.Language,
        pets = household.Pets.Select(pet => new { name = pet.Name, species = pet.Species, nicknames = pet.Nicknames }),
        medicines = household.Medications,
        reminders = household.Reminders,
        sentence = text,
    });

    // Models like to wrap JSON in a fence.
    private static string Json(string text)
    {
        var from = text.IndexOf('{', StringComparison.Ordinal);
        var to = text.LastIndexOf('}');
        return from >= 0 && to > from ? text[from..(to + 1)] : "";
    }

    private static string ReadPrompt()
    {
        using var reader = new StreamReader(
            typeof(SentenceModel).Assembly.GetManifestResourceStream("LanguageModel.Prompt.txt")!);
        return reader.ReadToEnd();
    }
}

/// <summary>Never what was said or answered.</summary>
internal static partial class LanguageModelLog
{
    [LoggerMessage(3201, LogLevel.Warning, "The language model answered nothing that could be used")]
    public static partial void AnswerUnusable(this ILogger logger);

    [LoggerMessage(3202, LogLevel.Warning, "The language model gave no answer within {Limit}")]
    public static partial void TooSlow(this ILogger logger, TimeSpan limit);

    [LoggerMessage(3203, LogLevel.Warning, "The language model could not be asked ({Error})")]
    public static partial void Failed(this ILogger logger, string error);
}
