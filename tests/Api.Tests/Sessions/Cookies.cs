namespace PawPal.Api.Tests.Sessions;

/// <summary>Set-Cookie lines of an answer, by cookie name.</summary>
internal static class Cookies
{
    public static Dictionary<string, string> SetCookies(this HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var lines)
            ? lines.ToDictionary(line => line[..line.IndexOf('=', StringComparison.Ordinal)], line => line)
            : [];

    public static string Value(string setCookie)
    {
        var start = setCookie.IndexOf('=', StringComparison.Ordinal) + 1;
        return setCookie[start..setCookie.IndexOf(';', start)];
    }
}
