using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>How a workload is started, with every secret that its program can read from a file taken out.</summary>
/// <param name="Files">The variables that a shell or an image takes from files, and the files.</param>
/// <param name="Secrets">The secrets it is given as files, ordered.</param>
internal sealed record StartPlan(
    IReadOnlyList<Text> Arguments, IReadOnlyDictionary<string, string> Variables,
    IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Secrets);

/// <summary>Decides how each secret reaches a workload.</summary>
/// <param name="render">Writes a value for compose, secrets as variables of <c>.env</c>.</param>
internal sealed class StartPlanner(Application application, SecretFiles secretFiles, Func<Text, string> render)
{
    public StartPlan Of(Workload workload)
    {
        var official = OfficialImage.Of(workload);
        var isShell = ShellLine.Starts(workload);
        var secrets = new SortedSet<string>(StringComparer.Ordinal);
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (byImage, byShell) = (Files(), Files());
        foreach (var (name, value) in workload.Environment)
        {
            if (workload.ReadsSecretFiles)
            {
                variables[name] = Referring(value, secrets);
            }
            else if (secretFiles.Alone(value) is { } secret && (isShell || Reads(official, workload, name)))
            {
                secrets.Add(secret);
                (isShell ? byShell : byImage).Add(name, SecretFiles.Inside(secret));
            }
            else
            {
                variables[name] = render(value);
            }
        }

        foreach (var (name, file) in byImage)
            variables[$"{name}_FILE"] = file;
        foreach (var (name, value) in Telemetry.Variables(application, workload, secrets))
            variables[name] = value;
        foreach (var (name, value) in BackupService.Variables(workload))
            variables[name] = value;
        return new(
            ShellStart.Arguments(workload, byShell), variables,
            byImage.Count > 0 ? byImage : byShell, [.. secrets]);
    }

    private static bool Reads(OfficialImage image, Workload workload, string variable) =>
        workload.Entrypoint is null && image.FileVariables.Contains(variable, StringComparer.Ordinal)
        && workload.Environment.All(other => other.Name != $"{variable}_FILE");

    private string Referring(Text value, SortedSet<string> secrets) => string.Concat(value.Parts.Select(part =>
    {
        if (part is not ParameterPart parameter || !secretFiles.IsSecret(parameter))
            return render(new([part]));
        var secret = Labels.Of(parameter.Parameter);
        secrets.Add(secret);
        return SecretFiles.Reference(secret, parameter.IsUriEncoded);
    }));

    private static SortedDictionary<string, string> Files() => new(StringComparer.Ordinal);
}
