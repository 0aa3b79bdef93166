namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>Scripts that stores need in a cluster.</summary>
internal static class Scripts
{
    public static string Read(string name)
    {
        using var stream = typeof(Scripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not part of the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
