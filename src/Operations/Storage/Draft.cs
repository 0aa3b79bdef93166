namespace PawPal.Operations.Storage;

/// <summary>New files that only their owner may read.</summary>
internal static class Draft
{
    public static string NewPath() => Path.Combine(Path.GetTempPath(), $"pawpal-ops-{Guid.NewGuid():n}");

    public static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Options = FileOptions.Asynchronous,
        BufferSize = 1 << 16,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
