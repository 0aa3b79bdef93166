using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The parts of an image's name as people write it: <c>ghcr.io/pets/whisper:v1</c>.</summary>
internal sealed partial record ImageName(string? Registry, string Image, string? Tag, string? Digest)
{
    /// <exception cref="ArgumentException">It is not an image's name.</exception>
    public static ImageName Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var match = Form.Match(text);
        if (!match.Success)
        {
            throw new ArgumentException(
                $"'{text}' is not the name of an image, such as docker.io/library/redis:8.2.", nameof(text));
        }

        return new(Part("registry"), match.Groups["image"].Value, Part("tag"), Part("digest"));

        string? Part(string group) => match.Groups[group] is { Success: true, Value: var value } ? value : null;
    }

    // The first part is a registry only when it looks like a host: it has a dot or a port, or is localhost.
    [GeneratedRegex("""
        ^((?<registry>localhost(:\d+)?|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?|[A-Za-z0-9-]+:\d+)/)?
        (?<image>[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*)
        (:(?<tag>\w[\w.-]{0,127}))?(@sha256:(?<digest>[0-9a-f]{64}))?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }
}
