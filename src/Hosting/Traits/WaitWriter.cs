using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>Writes what a resource waits for.</summary>
internal static class WaitWriter
{
    public static void Write(ResourceObject target, IResource resource)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().ToArray();
        if (waits.Length == 0)
            return;
        var writer = target.Open();
        writer.WriteStartArray("waits");
        foreach (var wait in waits)
        {
            writer.WriteStartObject();
            writer.WriteString("resource", wait.Resource.Name);
            writer.WriteString("until", wait.WaitType switch
            {
                WaitType.WaitUntilHealthy => "healthy",
                WaitType.WaitUntilStarted => "started",
                WaitType.WaitForCompletion => "completed",
                _ => throw new InvalidOperationException($"Unknown wait '{wait.WaitType}'"),
            });
            if (wait.WaitType == WaitType.WaitForCompletion)
                writer.WriteNumber("exitCode", wait.ExitCode);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
