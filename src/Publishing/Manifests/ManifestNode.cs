using System.Text.Json;

namespace PawPal.Publishing.Manifests;

/// <summary>A JSON value together with the place where it stands, so that every error can name it.</summary>
internal readonly record struct ManifestNode(JsonElement Value, string Path)
{
    public IEnumerable<(string Name, ManifestNode Node)> Members
    {
        get
        {
            Expect(JsonValueKind.Object, "an object");
            var path = Path;
            return Value.EnumerateObject().Select(member =>
                (member.Name, new ManifestNode(member.Value, $"{path}.{member.Name}")));
        }
    }

    public IEnumerable<ManifestNode> Items
    {
        get
        {
            Expect(JsonValueKind.Array, "a list");
            var path = Path;
            return Value.EnumerateArray().Select((item, index) => new ManifestNode(item, $"{path}[{index}]"));
        }
    }

    public ManifestNode? Find(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return Value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null
            ? new(found, $"{Path}.{name}")
            : null;
    }

    public ManifestNode Get(string name) => Find(name) ?? throw Fault($"has no \"{name}\"");

    public string Text()
    {
        Expect(JsonValueKind.String, "a text");
        try
        {
            return Value.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw new PublishException($"{Path}: the text is not valid Unicode", broken);
        }
    }

    public string? TextOf(string name) => Find(name)?.Text();

    public int? NumberOf(string name, int least, int most)
    {
        if (Find(name) is not { } node)
            return null;
        return node.Value.ValueKind == JsonValueKind.Number && node.Value.TryGetInt32(out var number)
            && number >= least && number <= most
            ? number
            : throw node.Fault($"must be a whole number from {least} to {most}");
    }

    public bool FlagOf(string name) => Find(name) is { } node && node.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw node.Fault("must be true or false"),
    };

    public IReadOnlyList<string> TextsOf(string name) =>
        Find(name)?.Items.Select(item => item.Text()).ToArray() ?? [];

    /// <exception cref="PublishException">There is a member that is not among the known ones.</exception>
    public void RefuseOthers(params IEnumerable<string> known)
    {
        var names = known.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, node) in Members)
        {
            if (!names.Contains(name))
                throw node.Fault($"is not known here; known: {string.Join(", ", names.Order(StringComparer.Ordinal))}");
        }
    }

    public PublishException Fault(string what) => new($"{Path}: {what}");

    private void Expect(JsonValueKind kind, string words)
    {
        if (Value.ValueKind != kind)
            throw Fault($"must be {words}");
    }
}
