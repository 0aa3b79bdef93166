using System.Globalization;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Expressions;

/// <summary>Follows expressions to the end: what is left are literals, hosts and parameters.</summary>
/// <param name="given">Values of parameters that are known while publishing.</param>
internal sealed class ExpressionResolver(
    Manifest manifest, IReadOnlyDictionary<string, IReadOnlyList<Port>> ports,
    IReadOnlyDictionary<string, string> given)
{
    private const int MostParts = 10_000;
    private readonly Stack<string> _open = new();
    private int _parts;

    /// <param name="path">Where the text stands, for messages.</param>
    /// <exception cref="PublishException">An expression leads nowhere or in a circle.</exception>
    /// <exception cref="OmittedException">It leads to a resource that was left out.</exception>
    public Text Resolve(string text, string path)
    {
        _parts = 0;
        return Text.Of(Parts(text, path));
    }

    private List<TextPart> Parts(string text, string path)
    {
        var parts = new List<TextPart>();
        foreach (var part in ExpressionParser.Parse(text))
        {
            if (part.Resource is null)
                parts.Add(new LiteralPart(part.Text));
            else
                parts.AddRange(Follow(part, path));
            // Values that refer to each other twice and twice again would fill the memory.
            if ((_parts += parts.Count) > MostParts)
                throw new PublishException($"{path}: the expressions unfold to more than can be meant");
        }

        return parts;
    }

    private List<TextPart> Follow(ExpressionPart expression, string path)
    {
        if (_open.Contains(expression.Text))
            throw new PublishException($"{path}: {expression.Text} leads back to itself");
        if (manifest.Omitted.ContainsKey(expression.Resource!))
            throw new OmittedException($"{path}: {expression.Text} refers to a resource that is left out");
        if (!manifest.Resources.TryGetValue(expression.Resource!, out var resource))
        {
            throw new PublishException(
                $"{path}: {expression.Text} refers to a resource that the manifest does not have");
        }

        _open.Push(expression.Text);
        try
        {
            return (resource, expression.Words) switch
            {
                (ParameterResource parameter, ["value"] or ["inputs", "value"]) => [Parameter(parameter)],
                (ParameterResource { ConnectionString: { } text }, ["connectionString"]) => Parts(text, resource.Path),
                (ParameterResource parameter, ["connectionString"]) => [Parameter(parameter)],
                (ValueResource value, ["connectionString"]) => Parts(value.ConnectionString, resource.Path),
                (RunResource { ConnectionString: { } text }, ["connectionString"]) => Parts(text, resource.Path),
                (AnnotatedString annotated, ["value"]) => Annotated(annotated),
                (RunResource run, ["bindings", var binding, var property]) => [
                    .. Binding(run, binding, property)
                        ?? throw new PublishException($"{path}: {expression.Text} does not lead to a value")],
                _ => throw new PublishException($"{path}: {expression.Text} does not lead to a value"),
            };
        }
        finally
        {
            _open.Pop();
        }
    }

    private TextPart Parameter(ParameterResource parameter) =>
        given.TryGetValue(parameter.Name, out var value) ? new LiteralPart(value)
        : parameter is { IsSecret: false, Default: { } standard } ? new LiteralPart(standard)
        : new ParameterPart(parameter.Name, IsUriEncoded: false);

    private List<TextPart> Annotated(AnnotatedString annotated)
    {
        var parts = Parts(annotated.Value, annotated.Path);
        return annotated.IsUriEncoded ? [.. parts.Select(Encoded)] : parts;
    }

    private static TextPart Encoded(TextPart part) => part switch
    {
        LiteralPart literal => new LiteralPart(Uri.EscapeDataString(literal.Value)),
        ParameterPart parameter => parameter with { IsUriEncoded = true },
        _ => part,
    };

    private TextPart[]? Binding(RunResource run, string name, string property)
    {
        if (ports[run.Name].FirstOrDefault(port => port.Binding == name) is not { } port)
            return null;
        var host = new HostPart(run.Name, name);
        return property switch
        {
            "host" => [host],
            "port" => [Number(port.Number)],
            "targetPort" => [Number(port.Number)],
            "scheme" => [new LiteralPart(port.Scheme)],
            "hostAndPort" => [host, new LiteralPart(":"), Number(port.Number)],
            "url" => [new LiteralPart($"{port.Scheme}://"), host, new LiteralPart(":"), Number(port.Number)],
            "tlsEnabled" => [new LiteralPart(port.Scheme is "https" or "tls" ? "True" : "False")],
            _ => null,
        };
    }

    private static LiteralPart Number(int port) => new(port.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Something refers to a resource that was left out on request.</summary>
internal sealed class OmittedException(string message) : Exception(message);
