using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>Secrets as files: <c>secrets/</c> beside the compose file, <c>/run/secrets/</c> in a container.</summary>
internal sealed class SecretFiles(Application application)
{
    private readonly HashSet<string> _secrets =
        [.. application.Parameters.Where(parameter => parameter.IsSecret).Select(parameter => parameter.Name)];

    public static string Inside(string secret) => $"/run/secrets/{secret}";

    public static string Beside(string secret) => $"./secrets/{secret}";

    /// <summary>The text by which a program that can do so reads the file.</summary>
    public static string Reference(string secret, bool isUriEncoded = false) =>
        $"{{file:{Inside(secret)}{(isUriEncoded ? "|uri" : "")}}}";

    public bool IsSecret(ParameterPart part) => _secrets.Contains(part.Parameter);

    /// <summary>The secret that a value is, as it is; null: it is another text.</summary>
    public string? Alone(Text value) =>
        value.Parts is [ParameterPart { IsUriEncoded: false } part] && IsSecret(part)
            ? Labels.Of(part.Parameter) : null;
}
