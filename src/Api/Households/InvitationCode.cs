using System.Security.Cryptography;
using System.Text;

namespace PawPal.Api.Households;

/// <summary>
/// Ten signs that can be read out: no I, L, O or U (Crockford's base 32). 50 bits, behind a rate limit.
/// </summary>
internal static class InvitationCode
{
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;

    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Signs, Length);
        return $"{code[..5]}-{code[5..]}";
    }

    /// <summary>However it was typed; null for what no code can be.</summary>
    public static byte[]? HashOf(string typed)
    {
        var code = new StringBuilder(Length);
        foreach (var sign in typed.ToUpperInvariant())
        {
            if (sign is '-' or ' ')
                continue;
            code.Append(sign switch { 'O' => '0', 'I' or 'L' => '1', _ => sign });
        }

        var text = code.ToString();
        return text.Length == Length && text.All(Signs.Contains)
            ? SHA256.HashData(Encoding.ASCII.GetBytes(text))
            : null;
    }
}
