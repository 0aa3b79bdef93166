using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenTelemetry.Proto.Common.V1;

namespace PawPal.Dashboard.Otlp.Reading;

/// <summary>Lists and maps as JSON.</summary>
internal static class AnyValueJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(AnyValue value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
            Write(json, value);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, AnyValue? value)
    {
        switch (value?.ValueCase)
        {
            case AnyValue.ValueOneofCase.StringValue:
                json.WriteStringValue(value.StringValue);
                break;
            case AnyValue.ValueOneofCase.BoolValue:
                json.WriteBooleanValue(value.BoolValue);
                break;
            case AnyValue.ValueOneofCase.IntValue:
                json.WriteNumberValue(value.IntValue);
                break;
            case AnyValue.ValueOneofCase.DoubleValue when double.IsFinite(value.DoubleValue):
                json.WriteNumberValue(value.DoubleValue);
                break;
            case AnyValue.ValueOneofCase.BytesValue:
                json.WriteStringValue(value.BytesValue.ToBase64());
                break;
            case AnyValue.ValueOneofCase.ArrayValue:
                WriteArray(json, value.ArrayValue);
                break;
            case AnyValue.ValueOneofCase.KvlistValue:
                WriteMap(json, value.KvlistValue);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteArray(Utf8JsonWriter json, ArrayValue array)
    {
        json.WriteStartArray();
        foreach (var item in array.Values)
            Write(json, item);
        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, KeyValueList map)
    {
        json.WriteStartObject();
        foreach (var pair in map.Values)
        {
            json.WritePropertyName(pair.Key);
            Write(json, pair.Value);
        }

        json.WriteEndObject();
    }
}
