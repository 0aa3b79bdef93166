using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>
/// Writes how images are made. Roles that share one image have it made once, by the first that says how: compose knows
/// that the others wait for it.
/// </summary>
internal sealed class BuildWriter(Application application, Func<Text, string> render)
{
    public JsonObject? Write(Workload workload)
    {
        if (workload.Image.Build is not { } build || !Makes(workload))
            return null;
        var written = new JsonObject
        {
            ["context"] = build.Context,
            // Compose looks for it below the context.
            ["dockerfile"] = Path.GetRelativePath(build.Context, build.Dockerfile).Replace('\\', '/'),
        };
        if (build.Stage is { } stage)
            written["target"] = stage;
        if (build.Arguments.Count > 0)
        {
            written["args"] = new JsonObject(build.Arguments.Select(argument =>
                KeyValuePair.Create<string, JsonNode?>(argument.Name, render(argument.Value))));
        }

        if (build.Secrets.Count > 0)
        {
            written["secrets"] = new JsonArray([.. build.Secrets.Select(secret => new JsonObject
            {
                ["source"] = SecretName(workload, secret.Name),
                ["target"] = secret.Name,
            })]);
        }

        return written;
    }

    /// <summary>Where the secrets of builds come from, by their names in the file.</summary>
    public IEnumerable<(string Name, JsonObject Source)> Secrets() =>
        from workload in application.Workloads
        where Makes(workload)
        from secret in workload.Image.Build?.Secrets ?? []
        select (SecretName(workload, secret.Name), Source(workload, secret));

    private static JsonObject Source(Workload workload, (string Name, Text? Value, string? File) secret) =>
        (secret.Value?.Parts, secret.File) switch
        {
            // A variable cannot be put together: only a parameter alone can be handed over.
            ([ParameterPart part], _) => new() { ["environment"] = OutsideValues.Variable(part) },
            (_, { } file) => new() { ["file"] = file },
            _ => throw new PublishException(
                $"{workload.Name}: the build secret {secret.Name} must be one parameter alone, or a file"),
        };

    private bool Makes(Workload workload) => application.Workloads.FirstOrDefault(other =>
        other.Image.Name == workload.Image.Name && other.Image.Build is not null) == workload;

    private static string SecretName(Workload workload, string name) => $"{workload.Label}-{Labels.Of(name)}";
}
