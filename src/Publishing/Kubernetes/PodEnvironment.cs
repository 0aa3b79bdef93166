using System.Globalization;
using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes;

/// <summary>
/// Divides the variables of a workload: what is plain stands in a ConfigMap; a secret is one key of the one Secret, and
/// a text with a secret in it is put together by the kubelet.
/// </summary>
internal sealed class PodEnvironment
{
    private readonly ObjectNames _names;
    private readonly Workload _workload;
    private readonly Dictionary<ParameterPart, string> _secretVariables = [];

    public PodEnvironment(ObjectNames names, Workload workload)
    {
        (_names, _workload) = (names, workload);
        var texts = workload.Arguments.Concat(workload.Environment.Select(variable => variable.Value));
        foreach (var part in texts.SelectMany(text => text.Parameters).Distinct()
            .OrderBy(SecretKey, StringComparer.Ordinal))
            _secretVariables.Add(part, Free(part));
    }

    /// <summary>Variables without a secret.</summary>
    public SortedDictionary<string, string> Plain => new(
        _workload.Environment.Where(variable => !variable.Value.Parameters.Any()).ToDictionary(
            variable => variable.Name, variable => variable.Value.Render(text => text, _names.Host, _ => ""),
            StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>Secrets first: what is put together of them must come after them.</summary>
    public List<V1EnvVar> Secret =>
    [
        .. _secretVariables.Select(variable => FromSecret(variable.Value, variable.Key)),
        .. _workload.Environment
            .Where(variable => variable.Value.Parameters.Any() && !_secretVariables.ContainsValue(variable.Name))
            .Select(variable => variable.Value.Parts is [ParameterPart alone]
                ? FromSecret(variable.Name, alone)
                : new V1EnvVar { Name = variable.Name, Value = Expanded(variable.Value) }),
    ];

    public List<string> Arguments => [.. _workload.Arguments.Select(Expanded)];

    /// <summary>The key of a parameter in the Secret.</summary>
    public static string SecretKey(ParameterPart part) =>
        part.IsUriEncoded ? UriKey(part.Parameter) : part.Parameter;

    /// <summary>The key of a parameter's percent-encoded form.</summary>
    public static string UriKey(string parameter) => $"{parameter}.uri";

    private string Expanded(Text text) => text.Render(Escaped, _names.Host, part => $"$({_secretVariables[part]})");

    // The kubelet reads $(NAME) and makes one dollar of two; one at the end would escape what comes after it.
    private static string Escaped(string literal) =>
        literal.Contains("$(", StringComparison.Ordinal) || literal.Contains("$$", StringComparison.Ordinal)
            || literal.EndsWith('$')
            ? literal.Replace("$", "$$", StringComparison.Ordinal)
            : literal;

    private V1EnvVar FromSecret(string name, ParameterPart part)
    {
        var (secret, key) = _names.Secret(part);
        return new() { Name = name, ValueFrom = new() { SecretKeyRef = new() { Name = secret, Key = key } } };
    }

    private string Free(ParameterPart part)
    {
        var wanted = SecretKey(part).Replace('-', '_').Replace('.', '_').ToUpper(CultureInfo.InvariantCulture);
        var name = wanted;
        for (var number = 2; !IsFree(name, part); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{number}");
        return name;
    }

    private bool IsFree(string name, ParameterPart part) =>
        !_secretVariables.ContainsValue(name)
        && _workload.Environment.All(variable =>
            variable.Name != name || (variable.Value.Parts is [ParameterPart same] && same == part));
}
