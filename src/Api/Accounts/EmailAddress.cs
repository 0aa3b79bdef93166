using PawPal.Api.Text;

namespace PawPal.Api.Accounts;

internal static class EmailAddress
{
    /// <summary>
    /// Something before an @ and a host after it, 3 to 254 characters. Whether mail arrives, only mail tells.
    /// </summary>
    public static bool IsPlausible(string text)
    {
        var address = text.Trim();
        var at = address.LastIndexOf('@');
        return address.Length is >= 3 and <= 254
            && at > 0 && at < address.Length - 1
            && PlainText.IsVisible(address)
            && !address.Any(char.IsWhiteSpace);
    }
}
