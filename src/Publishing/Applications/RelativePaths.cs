namespace PawPal.Publishing.Applications;

/// <summary>Paths of a manifest, seen from the folder that is written.</summary>
internal sealed class RelativePaths(string manifestFolder, string outputFolder)
{
    public string FromOutput(string path)
    {
        try
        {
            var whole = Path.GetFullPath(Path.Combine(manifestFolder, path.Replace('\\', '/')));
            var relative = Path.GetRelativePath(outputFolder, whole).Replace('\\', '/');
            return relative.StartsWith('.') || relative.StartsWith('/') ? relative : $"./{relative}";
        }
        catch (ArgumentException broken)
        {
            throw new PublishException($"\"{path}\" is not a path: {broken.Message}", broken);
        }
    }
}
