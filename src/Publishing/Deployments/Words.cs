using System.Text.RegularExpressions;
using Cronos;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Deployments;

/// <summary>The forms that texts in traits and values must have.</summary>
internal static partial class Words
{
    public static string? Label(ManifestNode? node) =>
        node is { } given ? Checked(given, LabelForm, "a DNS label: small letters, digits, dashes, at most 50") : null;

    public static string? Image(ManifestNode? node) =>
        node is { } given ? Checked(given, ImageForm, "an image name without registry and tag") : null;

    public static string Host(ManifestNode node) => Checked(node, HostForm, "a host name");

    public static string Quantity(ManifestNode node) => Checked(node, QuantityForm, "a quantity such as 250m or 256Mi");

    public static string AbsolutePath(ManifestNode node) => Checked(node, PathForm, "an absolute path");

    public static string Schedule(ManifestNode node) =>
        CronExpression.TryParse(node.Text(), out _)
            ? node.Text()
            : throw node.Fault($"\"{node.Text()}\" is not a cron schedule such as \"0 * * * *\"");

    public static string Tag(string tag) => TagForm.IsMatch(tag) && tag != "latest"
        ? tag
        : throw new PublishException($"'{tag}' is not an image tag to release: name a version, such as v1.2.0");

    private static string Checked(ManifestNode node, Regex form, string words)
    {
        var text = node.Text();
        return form.IsMatch(text) ? text : throw node.Fault($"\"{text}\" is not {words}");
    }

    [GeneratedRegex(@"\A[a-z]([a-z0-9-]{0,48}[a-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelForm { get; }

    [GeneratedRegex(@"\A[a-z0-9]+([._/-][a-z0-9]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ImageForm { get; }

    [GeneratedRegex(
        @"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostForm { get; }

    [GeneratedRegex(@"\A[0-9]{1,9}(\.[0-9]{1,3})?(m|k|M|G|Ki|Mi|Gi)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QuantityForm { get; }

    [GeneratedRegex(@"\A/[^\s:]*\z", RegexOptions.None, 1000)]
    private static partial Regex PathForm { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.None, 1000)]
    private static partial Regex TagForm { get; }
}
