using System.Text.Json;
using System.Text.Json.Serialization;
using PawPal.Contracts.Voice;
using PawPal.Understanding;

namespace PawPal.Api.Voice;

/// <summary>Frames as clients see them: the slot names and values of docs/understanding.md.</summary>
internal static class FrameJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new WallTimeConverter() },
    };

    public static UnderstoodFrame Of(Frame frame)
    {
        var slots = JsonSerializer.SerializeToNode(frame.Slots with { WhenPrecision = null }, Options)!.AsObject();
        return new UnderstoodFrame(frame.Intent, slots);
    }

    /// <summary><c>2026-03-12T18:30</c>: the household's wall time, which has no offset.</summary>
    private sealed class WallTimeConverter : JsonConverter<DateTime>
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm";

        public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException("Frames are only written.");

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(Format, System.Globalization.CultureInfo.InvariantCulture));
    }
}
