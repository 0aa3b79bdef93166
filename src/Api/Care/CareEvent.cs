using Npgsql;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>A row of care_event with the names that people know.</summary>
internal sealed record CareEvent(CareEventResponse Response, TimePrecision Precision, Guid? RecordedBy)
{
    /// <summary>Needs care_event as <c>e</c>, pet as <c>p</c> and account as <c>a</c>.</summary>
    public const string Columns =
        """
        e.id, e.pet_id, p.name, e.kind, e.occurred_at, e.recorded_at,
        coalesce(e.recorded_as, a.display_name, 'someone who left'), e.amount, e.unit, e.food, e.medication,
        e.dose, e.duration_minutes, e.distance_km, e.weight_kg, e.occurred_precision, e.recorded_by,
        e.what, e.note, e.regimen_id, e.source
        """;

    /// <summary>The condition that nobody has taken the event back.</summary>
    public const string Stands =
        "not exists (select from care_retraction r where r.household_id = e.household_id and r.event_id = e.id)";

    public static CareEvent Read(NpgsqlDataReader row) => new(
        new CareEventResponse(
            row.GetGuid(0),
            row.GetGuid(1),
            row.GetString(2),
            row.GetString(3),
            row.GetFieldValue<DateTimeOffset>(4),
            row.GetFieldValue<DateTimeOffset>(5),
            row.GetString(6),
            Number(row, 7),
            row.TextOrNull(8),
            row.TextOrNull(9),
            row.TextOrNull(10),
            row.TextOrNull(11),
            Number(row, 12),
            Number(row, 13),
            Number(row, 14),
            row.TextOrNull(17),
            row.TextOrNull(18),
            row.GuidOrNull(19),
            row.GetString(20)),
        CarePrecision.Parse(row.GetString(15)),
        row.GuidOrNull(16));

    public static async Task<List<CareEvent>> ReadAllAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        var events = new List<CareEvent>();
        while (await rows.ReadAsync(ct))
            events.Add(Read(rows));
        return events;
    }

    // numeric(12, 3) comes back as 12.500: people and JSON want 12.5.
    public static decimal? Number(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDecimal(column) / 1.000000000000000000000000m;
}
