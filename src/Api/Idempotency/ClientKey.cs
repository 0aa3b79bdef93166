using System.Diagnostics.CodeAnalysis;

namespace PawPal.Api.Idempotency;

/// <summary>
/// A caller's own name for one write: 1 to 200 visible ASCII characters in the header <c>Idempotency-Key</c>.
/// </summary>
internal sealed record ClientKey(string Value)
{
    public const string Header = "Idempotency-Key";

    private const int Longest = 200;

    /// <summary>
    /// False when the header is there and no key; <paramref name="key"/> is null when it is not there.
    /// </summary>
    public static bool TryRead(HttpRequest request, out ClientKey? key)
    {
        key = null;
        if (!request.Headers.TryGetValue(Header, out var values))
            return true;
        if (values is not [var value] || !IsKey(value))
            return false;
        key = new ClientKey(value);
        return true;
    }

    private static bool IsKey([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= Longest } && text.All(c => c is > ' ' and <= '~');
}
