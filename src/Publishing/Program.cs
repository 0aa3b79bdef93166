using PawPal.Publishing;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Compose;
using PawPal.Publishing.Kubernetes;
using PawPal.Publishing.Manifests;
using PawPal.Publishing.Output;

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(PublishOptions.Usage);
    return 0;
}

const string ManifestFile = "aspire-manifest/manifest.json";
var draft = Directory.CreateTempSubdirectory("pawpal-publish-");
try
{
    var options = PublishOptions.From(args);
    // An AppHost writes paths relative to the file it is told to write, so that is where the file will stand.
    var manifestFile = options.Manifest
        ?? Path.Combine(options.Output, Path.GetDirectoryName(ManifestFile)!, $"{draft.Name}.json");
    var files = new Dictionary<string, string>(StringComparer.Ordinal);
    Manifest manifest;
    try
    {
        if (options.Manifest is null)
            await AppHostProcess.WriteManifestAsync(options.AppHost, manifestFile, CancellationToken.None);
        manifest = ManifestReader.ReadFile(manifestFile, options.SkipUnknown);
        if (options.Target.HasFlag(Target.Manifest) && options.Manifest is null)
            files.Add(ManifestFile, await File.ReadAllTextAsync(manifestFile));
    }
    finally
    {
        if (options.Manifest is null)
            File.Delete(manifestFile);
    }

    var paths = new RelativePaths(Path.GetDirectoryName(Path.GetFullPath(manifestFile))!, options.Output);
    var publication = Publication.Of(manifest, options.ReadValues(), paths, options.Target);
    foreach (var (path, text) in publication.Files)
        files.Add(path, text);
    foreach (var notice in publication.Notices)
        await Console.Error.WriteLineAsync($"publish: {notice}");
    return Finish(options, files);
}
catch (PublishException fault)
{
    await Console.Error.WriteLineAsync($"publish: {fault.Message}");
    return 1;
}
finally
{
    draft.Delete(recursive: true);
}

static int Finish(PublishOptions options, Dictionary<string, string> files)
{
    var folder = new OutputFolder(options.Output, [
        .. options.Target.HasFlag(Target.Compose) ? [MonitoringFiles.Folder] : Array.Empty<string>(),
        .. options.Target.HasFlag(Target.Kubernetes)
            ? [KubernetesFiles.Folder, KubernetesFiles.OverlayFolder]
            : Array.Empty<string>()]);
    var differences = folder.Differences(files);
    if (options.IsCheck)
    {
        foreach (var difference in differences)
            Console.WriteLine(difference);
        Console.WriteLine(
            differences.Count == 0 ? "All is as published." : "Run ./publish.sh and commit what it writes.");
        return differences.Count == 0 ? 0 : 1;
    }

    folder.Write(files);
    Console.WriteLine($"Published {files.Count} files to {options.Output}; {differences.Count} changed.");
    return 0;
}
