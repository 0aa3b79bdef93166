using System.Text.RegularExpressions;

namespace PawPal.Images.Tests;

/// <summary>What every Dockerfile keeps to. Each rule has a name and answers whether it holds.</summary>
internal static partial class ImageRules
{
    private static readonly string[] RestoreFiles =
        ["global.json", "Directory.Build.props", "Directory.Packages.props", "src/Container.props"];

    private static readonly string[] Labels = ["title", "description", "licenses", "version", "revision"];

    private static readonly Dictionary<string, Func<ImageSource, IReadOnlyList<Instruction>, bool>> Rules =
        new(StringComparer.Ordinal)
        {
            ["bases are arguments, pinned to a version"] = (_, file) => Bases(file).All(IsPinned)
                && Named(file, "FROM").All(from => BaseArgument().IsMatch(from.Words[0])),
            ["the SDK is the one of global.json"] = (_, file) => Bases(file).Any(image =>
                image.Contains($"/sdk:{ImageSource.SdkVersion}-", StringComparison.Ordinal)),
            ["runs as a numeric user"] = (_, file) => Final(file).Last(i => i.Name is "USER").Rest is "10001:10001"
                && Final(file).SkipWhile(i => i.Name is not "USER").All(i => i.Name is not "RUN"),
            ["the program is started without a shell"] = (_, file) =>
                Named(file, "ENTRYPOINT").Single().Rest.StartsWith("[\"dotnet\", ", StringComparison.Ordinal),
            ["its health is checked"] = (source, file) => Named(file, "HEALTHCHECK").Single().Rest is var check
                && (source.Property("ContainerHttpPort") is null
                    ? check is "NONE"
                    : check.Contains("/api/v1/health/ready", StringComparison.Ordinal)),
            ["says what it is"] = (_, file) => Named(file, "LABEL").Single().Rest is var labels
                && Labels.All(
                    label => labels.Contains($"org.opencontainers.image.{label}=\"", StringComparison.Ordinal)),
            ["says which signal ends it"] = (_, file) => Named(file, "STOPSIGNAL").Single().Rest is "SIGTERM",
            ["listens where it says"] = (source, file) => source.Property("ContainerHttpPort") is not { } port
                || (Named(file, "EXPOSE").Single().Rest == $"{port} 9090" && Environment(file, "HTTP_PORTS") == port
                    && Environment(file, "METRICS_PORT") == "9090"),
            ["the lock files are held to"] = (_, file) => Run(file, "dotnet restore") is { } restore
                && restore.EndsWith(" --locked-mode", StringComparison.Ordinal)
                && Run(file, "dotnet publish")!.Contains(" --no-restore ", StringComparison.Ordinal),
            ["the restore layer has every project"] = (source, file) => Copied(BeforeRestore(file)).SetEquals(
            [
                .. RestoreFiles,
                .. source.Projects.SelectMany(p => new[] { $"src/{p}/{p}.csproj", $"src/{p}/packages.lock.json" }),
            ]),
            ["the build has every project"] = (source, file) =>
                Copied(AfterRestore(file)).Where(path => path.StartsWith("src/", StringComparison.Ordinal))
                    .ToHashSet(StringComparer.Ordinal).SetEquals(source.Folders.Select(p => $"src/{p}")),
            ["no secret is built in"] = (_, file) => file.Where(i => i.Name is "ENV" or "ARG")
                .All(i => !SecretName().IsMatch(i.Rest)),
        };

    public static IEnumerable<string> Names => Rules.Keys;

    /// <summary>The names of the rules that <paramref name="text"/> breaks.</summary>
    public static IReadOnlyList<string> Broken(ImageSource source, string text)
    {
        var file = Instruction.Read(text);
        return [.. Rules.Where(rule => !Holds(rule.Value, source, file)).Select(rule => rule.Key)];
    }

    private static bool Holds(
        Func<ImageSource, IReadOnlyList<Instruction>, bool> rule, ImageSource source, IReadOnlyList<Instruction> file)
    {
        try
        {
            return rule(source, file);
        }
        catch (InvalidOperationException)
        {
            // The instruction that the rule is about is missing, or there twice.
            return false;
        }
    }

    private static IEnumerable<Instruction> Named(IEnumerable<Instruction> file, string name) =>
        file.Where(instruction => instruction.Name == name);

    private static IEnumerable<string> Bases(IReadOnlyList<Instruction> file) => Named(file, "ARG")
        .Where(argument => argument.Rest.Contains("_IMAGE=", StringComparison.Ordinal))
        .Select(argument => argument.Rest.Split('=', 2)[1]);

    private static bool IsPinned(string image) => PinnedTag().IsMatch(image);

    private static IEnumerable<Instruction> Final(IReadOnlyList<Instruction> file) =>
        file.Skip(file.ToList().FindLastIndex(instruction => instruction.Name is "FROM"));

    private static string? Environment(IReadOnlyList<Instruction> file, string name) =>
        Named(Final(file).ToList(), "ENV")
            .SelectMany(instruction => instruction.Words)
            .Select(pair => pair.Split('=', 2)).SingleOrDefault(pair => pair[0] == name)?[1];

    private static string? Run(IEnumerable<Instruction> file, string command) => Named(file, "RUN")
        .SingleOrDefault(run => run.Rest.StartsWith(command, StringComparison.Ordinal))?.Rest;

    private static IEnumerable<Instruction> BeforeRestore(IReadOnlyList<Instruction> file) =>
        file.TakeWhile(instruction => !IsRestore(instruction));

    private static IEnumerable<Instruction> AfterRestore(IReadOnlyList<Instruction> file) =>
        file.SkipWhile(instruction => !IsRestore(instruction));

    private static bool IsRestore(Instruction instruction) =>
        instruction.Name is "RUN" && instruction.Rest.StartsWith("dotnet restore", StringComparison.Ordinal);

    private static HashSet<string> Copied(IEnumerable<Instruction> file) => Named(file, "COPY")
        .Where(copy => !copy.Rest.StartsWith("--from=", StringComparison.Ordinal))
        .SelectMany(copy => copy.Words.SkipLast(1)).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^\$\{[A-Z]+_IMAGE\}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BaseArgument();

    // At least a minor version; a digest may follow.
    [GeneratedRegex(
        @"^[a-z0-9./-]+:\d+\.\d+[A-Za-z0-9._-]*(?:@sha256:[0-9a-f]{64})?$",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PinnedTag();

    [GeneratedRegex("PASSWORD|SECRET|TOKEN|_KEY", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretName();
}
