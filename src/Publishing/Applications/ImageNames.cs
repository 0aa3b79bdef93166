using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Applications;

/// <summary>Names images: one per project, whatever roles it runs in; one per build; others as they are.</summary>
internal sealed class ImageNames(
    IReadOnlyList<RunResource> runs, IReadOnlyDictionary<string, Traits> traits, Values values,
    IReadOnlySet<string> jobs)
{
    /// <param name="resolve">Resolves an expression; null: it refers to something left out.</param>
    public Image Of(RunResource run, RelativePaths paths, Func<string, string, Text?> resolve) => run.Source switch
    {
        ImageSource image => new(Tagged(run, image.Image), null, IsOwn: false),
        ProjectSource project => new(Own(OfProject(run, project)), Build(run), IsOwn: true),
        BuildSource build => new(
            Own(traits[run.Name].Image ?? $"{values.Name}/{Labels.Of(run.Name)}"),
            new(
                paths.FromOutput(build.Context), paths.FromOutput(build.Dockerfile), build.Stage,
                [.. build.Arguments.Select(argument => (argument.Key,
                        Value: resolve(argument.Value, $"{run.Path}.build.args.{argument.Key}")))
                    .Where(argument => argument.Value is not null)
                    .Select(argument => new Variable(argument.Key, argument.Value!))],
                [.. build.Secrets.Select(secret => (secret.Key,
                    secret.Value.Value is { } value ? resolve(value, $"{run.Path}.build.secrets.{secret.Key}") : null,
                    secret.Value.File is { } file ? paths.FromOutput(file) : null))]),
            IsOwn: true),
        _ => throw new InvalidOperationException($"Unknown source {run.Source}"),
    };

    private string OfProject(RunResource run, ProjectSource project)
    {
        if (traits[run.Name].Image is { } named)
            return named;
        var roles = runs.Where(other => other.Source is ProjectSource same && same.Path == project.Path).ToArray();
        // The one that runs the program as it is gives the name; jobs and other roles are the same image.
        var main = Array.Find(roles, role => role.Arguments.Count == 0 && !jobs.Contains(role.Name)) ?? roles[0];
        return traits[main.Name].Image ?? $"{values.Name}/{Labels.Of(main.Name)}";
    }

    private ImageBuild? Build(RunResource run) => traits[run.Name].Dockerfile is { } dockerfile
        ? new(".", dockerfile, null, [], [])
        : null;

    private string Own(string name) =>
        $"{(values.Registry is { } registry ? $"{registry.TrimEnd('/')}/" : "")}{name}:{values.ImageTag}";

    private static string Tagged(RunResource run, string image)
    {
        if (image.Any(char.IsWhiteSpace) || image.Contains('{', StringComparison.Ordinal))
            throw new PublishException($"{run.Path}.image: \"{image}\" is not the name of an image");
        if (image.Contains('@', StringComparison.Ordinal))
            return image;
        var tag = image[(image.LastIndexOf('/') + 1)..].Split(':');
        return tag is [_, not ("latest" or "")]
            ? image
            : throw new PublishException(
                $"{run.Path}.image: \"{image}\" names no version, so that it could change under a deployment; "
                + "give it a tag or a digest in the model");
    }
}
