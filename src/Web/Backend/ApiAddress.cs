namespace PawPal.Web.Backend;

/// <summary>Where the API is for a frontend without a model around it: <c>NEXT_PUBLIC_API_URL</c>.</summary>
internal sealed class ApiAddress
{
    public const string Variable = "NEXT_PUBLIC_API_URL";
    public const string Fault = $"{Variable} must be an address like https://api.pawpal.com/api/v1";

    private const string ApiPath = "/api/v1";

    /// <summary>As it was given; empty: the model names the backend.</summary>
    public string Text { get; set; } = "";

    public bool IsGiven => !string.IsNullOrWhiteSpace(Text);

    /// <summary>The server, without the path: that is part of the API.</summary>
    public Uri? Server => Uri.TryCreate(Text.Trim(), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.AbsolutePath.TrimEnd('/') is "" or ApiPath
        && url is { Query: "", Fragment: "", UserInfo: "" }
        ? new Uri(url.GetLeftPart(UriPartial.Authority))
        : null;
}
