using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Containers;

/// <summary>One build of an image: arguments and secrets travel in the client's environment.</summary>
internal sealed class ImageBuild
{
    private readonly List<string> _arguments;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private ImageBuild(DockerfileBuildAnnotation build, string image)
    {
        _arguments = ["build", $"--file={build.DockerfilePath}", $"--tag={image}"];
        if (build.Stage is { } stage)
            _arguments.Add($"--target={stage}");
    }

    public IReadOnlyList<string> Arguments => _arguments;

    public IReadOnlyDictionary<string, string> Variables => _variables;

    public static async Task<ImageBuild> FromAsync(DockerfileBuildAnnotation build, string image, CancellationToken ct)
    {
        var recipe = new ImageBuild(build, image);
        foreach (var (name, value) in build.BuildArguments)
        {
            var text = await TextAsync(value, ct) ?? "";
            recipe._arguments.Add("--build-arg");
            recipe._arguments.Add(ContainerVariables.IsReadByClients(name) ? $"{name}={text}" : name);
            if (!ContainerVariables.IsReadByClients(name))
                recipe._variables[name] = text;
        }

        foreach (var (id, value) in build.BuildSecrets)
        {
            var variable = string.Create(CultureInfo.InvariantCulture, $"PAWPAL_SECRET_{recipe._variables.Count}");
            recipe._variables[variable] = await TextAsync(value, ct) ?? "";
            recipe._arguments.Add($"--secret=id={id},env={variable}");
        }

        recipe._arguments.Add(build.ContextPath);
        return recipe;
    }

    private static async ValueTask<string?> TextAsync(object? value, CancellationToken ct) => value switch
    {
        IValueProvider provider => await provider.GetValueAsync(ct),
        FileInfo file => await File.ReadAllTextAsync(file.FullName, ct),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
