using Microsoft.Extensions.Configuration;

namespace PawPal.Hosting.Publishing;

/// <summary>What the command line asks to be written instead of run.</summary>
/// <param name="OutputPath">The full path of the manifest; null when the command line is at fault.</param>
/// <param name="Fault">What is wrong with the command line, or null.</param>
internal sealed record PublishOptions(string? OutputPath, string? Fault = null)
{
    private const string FileName = "aspire-manifest.json";

    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["--operation"] = "operation",
        ["--publisher"] = "publisher",
        ["--step"] = "step",
        ["--output-path"] = "output-path",
    };

    /// <summary>Null when the application is to be run.</summary>
    public static PublishOptions? From(string[]? args)
    {
        // Only the command line: a variable OPERATION of the machine must not turn a run into something else.
        var line = new ConfigurationBuilder().AddCommandLine(args ?? [], Switches).Build();
        var (operation, publisher, step) = (line["operation"], line["publisher"], line["step"]);
        switch (operation)
        {
            case null when publisher is null:
            case "run" when publisher is null:
                return null;
            case null or "publish" or "run":
                break;
            default:
                return Faulty($"--operation {operation} is not known; known: run, publish.");
        }

        if (operation == "run")
            return Faulty("--operation run and --publisher exclude each other.");
        if (publisher is not (null or "manifest"))
            return Faulty($"--publisher {publisher} is not known; known: manifest.");
        if (step is not (null or "publish" or "publish-manifest"))
            return Faulty($"--step {step} is not known; known: publish, publish-manifest.");
        return line["output-path"] is { Length: > 0 } path
            ? new(FileOf(Path.GetFullPath(path)))
            : Faulty("--output-path is missing: name a .json file or a folder for the manifest.");
    }

    private static string FileOf(string path) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path)
            ? path
            : Path.Combine(path, FileName);

    private static PublishOptions Faulty(string fault) => new(null, fault);
}
