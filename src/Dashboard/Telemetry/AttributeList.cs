using System.Collections;

namespace PawPal.Dashboard.Telemetry;

/// <summary>Attributes in the order they came: names and values as text. One array, because there are millions.</summary>
public readonly struct AttributeList : IReadOnlyList<KeyValuePair<string, string>>, IEquatable<AttributeList>
{
    private readonly KeyValuePair<string, string>[]? _pairs;

    internal AttributeList(KeyValuePair<string, string>[] pairs) => _pairs = pairs.Length == 0 ? null : pairs;

    /// <summary>How many attributes there are.</summary>
    public int Count => _pairs?.Length ?? 0;

    /// <summary>The attribute at a place.</summary>
    public KeyValuePair<string, string> this[int index] => _pairs![index];

    /// <summary>The value of the attribute of this name; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var pair in AsSpan())
            {
                if (pair.Key == name)
                    return pair.Value;
            }

            return null;
        }
    }

    /// <summary>About how many characters they take, for the budgets; a pair counts as a few.</summary>
    internal int Size
    {
        get
        {
            var size = Count * 8;
            foreach (var pair in AsSpan())
                size += pair.Value.Length;
            return size;
        }
    }

    /// <summary>The attributes without an enumerator.</summary>
    public ReadOnlySpan<KeyValuePair<string, string>> AsSpan() => _pairs;

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, string>>)(_pairs ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Same names and values in the same order.</summary>
    public bool Equals(AttributeList other) => AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => obj is AttributeList other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var pair in AsSpan())
        {
            hash.Add(pair.Key, StringComparer.Ordinal);
            hash.Add(pair.Value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public static bool operator ==(AttributeList left, AttributeList right) => left.Equals(right);

    public static bool operator !=(AttributeList left, AttributeList right) => !left.Equals(right);
}
