namespace PawPal.Web.Tests;

/// <summary>Files of the repository this test was built from.</summary>
internal static class Sources
{
    /// <summary>Path of a file of src/Web.</summary>
    public static string Web(string path) => Path.Combine(Root, "src/Web", path);

    public static string Tests(string path) => Path.Combine(Root, "tests/Web.Tests", path);

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "PawPal.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
            return folder.FullName;
        }
    }
}
