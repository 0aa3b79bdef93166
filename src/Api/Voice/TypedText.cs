using System.Text.Json;
using PawPal.Api.Text;

namespace PawPal.Api.Voice;

/// <summary>Reads the typed form of a command.</summary>
internal static class TypedText
{
    private const int Longest = 1_000;
    private const string Pointer = "/text";
    private const char NonJoiner = '\u200C';
    private const char Joiner = '\u200D';

    public static VoiceInput Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return Wrong("", "type", "Send a JSON object with a text.");
            if (!json.RootElement.TryGetProperty(TextProperty, out var text))
                return Wrong(Pointer, "required", "Say what happened or what you want to know.");
            return text.ValueKind == JsonValueKind.String
                ? Check(text.GetString()!)
                : Wrong(Pointer, "type", "The text must be a JSON string.");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair, which is no character.
            return Wrong("", "json", "The body is not valid JSON.");
        }
    }

    private static ReadOnlySpan<byte> TextProperty => "text"u8;

    private static VoiceInput Check(string text)
    {
        // Joiners belong to some scripts and to emoji; other invisible characters hide or turn around what is read.
        if (!PlainText.IsVisible(string.Concat(text.Where(c => c is not (NonJoiner or Joiner)))))
            return Wrong(
                Pointer, "characters", "The text has invisible control characters. Type it again without them.");
        var clean = PlainText.Clean(text);
        return clean.EnumerateRunes().Count() switch
        {
            0 => Wrong(Pointer, "required", "Say what happened or what you want to know."),
            > Longest => Wrong(Pointer, "length", "A command has at most 1,000 characters."),
            _ => new VoiceInput.Typed(clean),
        };
    }

    private static VoiceInput.Wrong Wrong(string pointer, string code, string detail) =>
        new(Problems.InvalidRequest, [new ProblemError(pointer, code, detail)]);
}
