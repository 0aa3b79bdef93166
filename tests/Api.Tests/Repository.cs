namespace PawPal.Api.Tests;

internal static class Repository
{
    /// <summary>The folder that holds PawPal.sln.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "PawPal.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("PawPal.sln is nowhere above"));
}
