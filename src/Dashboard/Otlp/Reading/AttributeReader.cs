using System.Globalization;
using System.Text;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Otlp.Reading;

/// <summary>Turns attributes of the wire into text, within the limits.</summary>
internal sealed class AttributeReader(TelemetryLimits limits)
{
    private const int MaxTag = 1_024;

    private readonly StringPool _pool = new();

    /// <summary>All attributes, but for the one named; at most as many as the limits allow.</summary>
    public AttributeList Read(RepeatedField<KeyValue> attributes, string? except = null)
    {
        var count = Math.Min(attributes.Count, limits.MaxAttributeCount);
        if (count == 0)
            return default;
        var pairs = new KeyValuePair<string, string>[count];
        var taken = 0;
        for (var i = 0; i < attributes.Count && taken < count; i++)
        {
            if (attributes[i].Key != except)
                pairs[taken++] = new(Shorten(attributes[i].Key), Text(attributes[i].Value));
        }

        return new(taken == count ? pairs : pairs[..taken]);
    }

    /// <summary>Attributes as an identity: in order of their names, and not for novels.</summary>
    public AttributeList ReadTags(RepeatedField<KeyValue> attributes) =>
        new([.. Read(attributes).OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => new KeyValuePair<string, string>(a.Key, a.Value.Length <= MaxTag ? a.Value : Cut(a.Value, MaxTag)))]);

    /// <summary>The value of one attribute; null when there is none.</summary>
    public string? Find(RepeatedField<KeyValue> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Key == name)
                return Text(attribute.Value);
        }

        return null;
    }

    /// <summary>A text within the limits, shared with its equals.</summary>
    public string Shorten(string text) =>
        _pool.Share(text.Length <= limits.MaxAttributeLength ? text : Cut(text, limits.MaxAttributeLength));

    /// <summary>A value as a person reads it: lists and maps in JSON, bytes in base64.</summary>
    public string Text(AnyValue? value) => value?.ValueCase switch
    {
        null or AnyValue.ValueOneofCase.None => "",
        AnyValue.ValueOneofCase.StringValue => Shorten(value.StringValue),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => Shorten(value.IntValue.ToString(CultureInfo.InvariantCulture)),
        AnyValue.ValueOneofCase.DoubleValue => Shorten(value.DoubleValue.ToString(CultureInfo.InvariantCulture)),
        AnyValue.ValueOneofCase.BytesValue => Shorten(value.BytesValue.ToBase64()),
        _ => Shorten(AnyValueJson.Write(value)),
    };

    // Not in the middle of a surrogate pair: half of one can't be sent to a page.
    private static string Cut(string text, int length) =>
        Rune.TryGetRuneAt(text, length - 1, out var rune) && rune.Utf16SequenceLength == 2
            ? text[..(length - 1)]
            : text[..length];
}
