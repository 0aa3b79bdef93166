using System.Globalization;
using System.Text.Json.Nodes;

namespace PawPal.Api.Tests.Fuzz;

/// <summary>Values for a schema of the API's description: mostly fitting, often not.</summary>
internal sealed class FuzzValues(Random random, JsonNode schemas)
{
    private const int Deepest = 6;

    // Each has broken somebody's server.
    private static readonly string[] Nasty =
    [
        "", " ", "\0", "a\0b", "\u200b", "\u202egnp.exe", "\ud800", "💩", "é", "e\u0301", "' or 1=1 --", "${jndi:ldap://x}", "%00",
        "../../etc/passwd", "<script>alert(1)</script>", "=1+1", "NaN", "Infinity", "-0", "1e309", "true", "null", "[]",
        "0000-00-00", "2026-02-30", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00Z", "-000001-01-01T00:00:00Z",
        "2026-11-26T10:00:00+14:59", "1970-01-01", "292277026596-12-04T15:30:08Z", "FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=99999999999", "FREQ=DAILY;INTERVAL=0", "q0h", "q99999999999h", "SID for ten thousand years", "OD",
        "Mars/Olympus", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ];

    private static readonly string[] Fitting =
    [
        "Bella", "dog", "cat", "rabbit", "feeding", "walk", "medication", "weight", "note", "potty", "pee", "symptom", "vomiting", "kg", "g",
        "owner", "carer", "sitter", "viewer", "GB", "US", "EUR", "USD", "food", "vet", "Europe/London", "America/New_York", "BID",
        "q8h for ten days", "FREQ=DAILY;BYHOUR=8;BYMINUTE=0", "FREQ=WEEKLY;BYDAY=MO", "grapes", "chocolate", "push", "email",
        "reminder.due", "2026-11-26", "2026-12-01T10:00:00Z", "08:00", "22:00:00", "https://example.org/hook", "alex@example.org",
    ];

    /// <summary>Ids that answers have named: the way deeper in.</summary>
    public List<string> Ids { get; } = [];

    public JsonNode? Of(JsonNode? schema, int depth = 0)
    {
        if (depth > Deepest || random.Next(12) == 0)
            return Anything();
        schema = Resolve(schema);
        if (schema?["enum"] is JsonArray choices && choices.Count > 0 && random.Next(8) > 0)
            return choices[random.Next(choices.Count)]?.DeepClone();
        return TypeOf(schema) switch
        {
            "object" => Object(schema!, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, Count()).Select(_ => Of(schema!["items"], depth + 1))]),
            "integer" => JsonValue.Create(Integer()),
            "number" => JsonValue.Create(Number()),
            "boolean" => JsonValue.Create(random.Next(2) == 0),
            "string" => JsonValue.Create(Text((string?)schema!["format"])),
            _ => Anything(),
        };
    }

    public string Text(string? format) => random.Next(5) == 0 ? NastyText() : format switch
    {
        "uuid" => Ids.Count > 0 && random.Next(4) > 0 ? Ids[random.Next(Ids.Count)] : Guid.NewGuid().ToString(),
        "date-time" => Moment().ToString("O", CultureInfo.InvariantCulture),
        "date" => Moment().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "time" => Moment().ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Fitting[random.Next(Fitting.Length)],
    };

    private string NastyText() => random.Next(20) == 0
        ? new string('x', 10_000)
        : Nasty[random.Next(Nasty.Length)];

    private JsonObject Object(JsonNode schema, int depth)
    {
        var value = new JsonObject();
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (random.Next(8) > 0)
                value[name] = random.Next(15) == 0 ? null : Of(property, depth + 1);
        }

        if (random.Next(20) == 0)
            value["unknown"] = Anything();
        return value;
    }

    private JsonNode? Anything() => random.Next(7) switch
    {
        0 => null,
        1 => JsonValue.Create(NastyText()),
        2 => JsonValue.Create(Number()),
        3 => new JsonArray(),
        4 => new JsonObject(),
        5 => Deep(40),
        _ => JsonValue.Create(random.Next(2) == 0),
    };

    private static JsonArray Deep(int levels)
    {
        var value = new JsonArray();
        for (var level = 0; level < levels; level++)
            value = [value];
        return value;
    }

    private long Integer() => random.Next(9) switch
    {
        0 => long.MaxValue,
        1 => long.MinValue,
        2 => int.MaxValue,
        3 => -1,
        4 => 0,
        _ => random.Next(1, 60),
    };

    private double Number() => random.Next(9) switch
    {
        0 => double.MaxValue,
        1 => -1,
        2 => 0,
        3 => 1e-300,
        4 => 1e12,
        _ => Math.Round(random.NextDouble() * 50, 2),
    };

    private int Count() => random.Next(25) == 0 ? 300 : random.Next(4);

    private DateTimeOffset Moment() => random.Next(8) switch
    {
        0 => DateTimeOffset.MinValue,
        1 => DateTimeOffset.MaxValue,
        2 => new DateTimeOffset(1850, 1, 1, 0, 0, 0, TimeSpan.Zero),
        _ => TimeProvider.System.GetUtcNow().AddMinutes(random.Next(-100_000, 100_000)),
    };

    private JsonNode? Resolve(JsonNode? schema)
    {
        while ((string?)schema?["$ref"] is { } reference)
            schema = schemas[reference.Split('/')[^1]];
        var choice = schema?["oneOf"] ?? schema?["anyOf"];
        return choice is JsonArray { Count: > 0 } some ? Resolve(some[random.Next(some.Count)]) : schema;
    }

    private string? TypeOf(JsonNode? schema) => schema?["type"] switch
    {
        JsonArray types => (string?)types[random.Next(types.Count)],
        JsonValue type => (string?)type,
        _ => schema?["properties"] is null ? null : "object",
    };
}
