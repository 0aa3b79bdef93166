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

    public static string Server(ManifestNode node) => Checked(node, ServerForm, "the name or address of a host");

    public static string Bucket(ManifestNode node) => Checked(node, BucketForm, "a bucket such as s3://backups/pawpal");

    public static string Digest(ManifestNode node) => Checked(node, DigestForm, "a digest: sha256: and 64 hex digits");

    public static string Duration(ManifestNode node) => Checked(node, DurationForm, "a duration such as 30m or 1h");

    public static string Header(ManifestNode node) => Checked(node, HeaderForm, "the name of a header");

    public static string SecretPath(ManifestNode node) => Checked(node, SecretPathForm, "the path of a secret");

    public static Uri Address(ManifestNode node) =>
        Uri.TryCreate(node.Text(), UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "", Host.Length: > 0 }
            ? address
            : throw node.Fault("is not an address such as http://collector.monitoring:4317");

    public static string Schedule(ManifestNode node) =>
        ScheduleForm.IsMatch(node.Text()) && !Extensions.IsMatch(node.Text())
            && CronExpression.TryParse(node.Text(), out _)
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

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServerForm { get; }

    [GeneratedRegex(
        @"\As3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._-]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BucketForm { get; }

    // What every cron reads: no letters but the names of months and days, no macros, five fields.
    [GeneratedRegex(@"\A[0-9A-Za-z*/,-]+( [0-9A-Za-z*/,-]+){4}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScheduleForm { get; }

    // Last days and weekdays, which not every cron knows.
    [GeneratedRegex(@"(?<![A-Za-z])[LWlw](?![A-Za-z])|[0-9][LWlw]|(?<![A-Za-z])[Ll][Ww]", RegexOptions.None, 1000)]
    private static partial Regex Extensions { get; }

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z", RegexOptions.None, 1000)]
    private static partial Regex DigestForm { get; }

    [GeneratedRegex(@"\A([0-9]{1,6}[smh])+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DurationForm { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex HeaderForm { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9._/-]{1,256}\z", RegexOptions.None, 1000)]
    private static partial Regex SecretPathForm { get; }

    [GeneratedRegex(@"\A[0-9]{1,9}(\.[0-9]{1,3})?(m|k|M|G|Ki|Mi|Gi)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QuantityForm { get; }

    [GeneratedRegex(@"\A/[^\s:]*\z", RegexOptions.None, 1000)]
    private static partial Regex PathForm { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.None, 1000)]
    private static partial Regex TagForm { get; }
}
