namespace PawPal.Publishing.Expressions;

/// <summary>A resolved value: what is known now, and what only a platform knows.</summary>
internal sealed record Text(IReadOnlyList<TextPart> Parts)
{
    /// <summary>The parameters whose value it holds.</summary>
    public IEnumerable<ParameterPart> Parameters => Parts.OfType<ParameterPart>();

    /// <summary>The endpoints it points at.</summary>
    public IEnumerable<HostPart> Hosts => Parts.OfType<HostPart>();

    /// <summary>Joins neighbouring literals: equal texts have equal parts.</summary>
    public static Text Of(IEnumerable<TextPart> parts)
    {
        var joined = new List<TextPart>();
        foreach (var part in parts)
        {
            if (part is LiteralPart next && joined.LastOrDefault() is LiteralPart last)
                joined[^1] = new LiteralPart(last.Value + next.Value);
            else if (part is not LiteralPart { Value: "" })
                joined.Add(part);
        }

        return new(joined);
    }

    public static Text Literal(string value) => Of([new LiteralPart(value)]);

    /// <summary>The whole as a platform writes it.</summary>
    public string Render(
        Func<string, string> literal, Func<HostPart, string> host, Func<ParameterPart, string> parameter) =>
        string.Concat(Parts.Select(part => part switch
        {
            LiteralPart known => literal(known.Value),
            HostPart address => literal(host(address)),
            ParameterPart value => parameter(value),
            _ => throw new InvalidOperationException($"Unknown part {part}"),
        }));
}

internal abstract record TextPart;

internal sealed record LiteralPart(string Value) : TextPart;

/// <summary>The host name under which an endpoint is reached.</summary>
internal sealed record HostPart(string Resource, string Binding) : TextPart;

/// <summary>A parameter's value, which is not known while publishing.</summary>
/// <param name="IsUriEncoded">Percent-encoded, to stand in a URI.</param>
internal sealed record ParameterPart(string Parameter, bool IsUriEncoded) : TextPart;
