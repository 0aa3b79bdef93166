using System.Reflection;
using System.Runtime.InteropServices;

namespace PawPal.Hosting.Run;

/// <summary>What the build wrote into the AppHost's assembly: where each referenced project's output lies.</summary>
internal static class BuiltProjects
{
    private const string Key = "projectoutput:";

    /// <summary>The <c>dotnet</c> that runs us.</summary>
    public static string DotNet { get; } = FindDotNet();

    public static string? Find(Assembly? appHost, string projectPath) =>
        appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == Key + projectPath)?.Value;

    private static string FindDotNet()
    {
        if (Path.GetFileName(Environment.ProcessPath) == "dotnet")
            return Environment.ProcessPath!;
        // .../dotnet/shared/Microsoft.NETCore.App/10.0.0/
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var beside = Path.Combine(root, "dotnet");
        return File.Exists(beside) ? beside : "dotnet";
    }
}
