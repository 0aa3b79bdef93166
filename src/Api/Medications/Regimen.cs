using System.Globalization;
using Npgsql;
using PawPal.Api.Care;
using PawPal.Api.Data;
using PawPal.Api.Recurrences;
using PawPal.Contracts.Medications;

namespace PawPal.Api.Medications;

/// <summary>A row of regimen with what the log says of it.</summary>
internal sealed record Regimen(RegimenResponse Response, TimeSpan Early)
{
    /// <summary>Needs regimen as <c>r</c>, and pet as <c>p</c>. A dose of another unit takes the plan's from the
    /// stock.</summary>
    public const string Columns =
        $"""
        r.id, r.pet_id, p.name, r.medication, r.directions, r.dose_amount, r.dose_unit, r.rule, r.as_needed,
        r.time_zone, r.starts_at, r.early, r.least_gap, r.most_per_day, r.prescriber, r.note, r.stock,
        r.stock_counted_at, r.refill_at, r.state, r.created_at, r.version,
        (select max(e.occurred_at) from care_event e
            where e.household_id = r.household_id and e.regimen_id = r.id
                and {CareEvent.Stands}),
        (select coalesce(sum(case
                when e.dose ~ '^[0-9]+([.][0-9]+)? ' and substr(e.dose, strpos(e.dose, ' ') + 1) = r.dose_unit
                    then split_part(e.dose, ' ', 1)::numeric
                else coalesce(r.dose_amount, 1) end), 0)
            from care_event e
            where r.stock is not null and e.household_id = r.household_id and e.regimen_id = r.id
                and e.occurred_at >= r.stock_counted_at
                and {CareEvent.Stands})
        """;

    public Guid Id => Response.Id;

    public ZonedSchedule? Schedule { get; } = Response.Rule is null ? null : new ZonedSchedule(
        Recurrences.Schedule.Of(Response.StartsAt, Response.Rule),
        TimeZoneInfo.FindSystemTimeZoneById(Response.TimeZone));

    public DoseLimits Limits => new(
        Response.Id,
        Response.PetId,
        Response.Medication,
        Response.LeastGapMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
        Response.MostPerDay,
        Response.AsNeeded);

    public static Regimen Read(NpgsqlDataReader row)
    {
        var directions = row.GetString(4);
        var starts = row.GetDateTime(10);
        var rule = row.TextOrNull(7);
        var (amount, unit) = (CareEvent.Number(row, 5), row.TextOrNull(6));
        return new Regimen(
            new RegimenResponse(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), directions,
                DirectionsReader.TryRead(directions, out var read) is null ? DirectionWords.Say(read) : directions,
                Dose(amount, unit), rule, row.GetBoolean(8), row.GetString(9), starts,
                rule is null ? null : Recurrences.Schedule.Of(starts, rule).Rule!.Until,
                row.IsDBNull(12) ? null : (int)row.GetTimeSpan(12).TotalMinutes,
                row.Int32OrNull(13), row.TextOrNull(14), row.TextOrNull(15), Stock(row),
                row.MomentOrNull(22), row.GetString(19),
                row.GetFieldValue<DateTimeOffset>(20), row.GetInt32(21)),
            row.GetTimeSpan(11));
    }

    public static string? Dose(decimal? amount, string? unit) => unit is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{amount!.Value:0.###} {unit}");

    private static RegimenStock? Stock(NpgsqlDataReader row)
    {
        if (CareEvent.Number(row, 16) is not { } counted)
            return null;
        var left = Math.Max(0, counted - CareEvent.Number(row, 23)!.Value);
        var refill = CareEvent.Number(row, 18);
        return new RegimenStock(left, counted, row.GetFieldValue<DateTimeOffset>(17), refill, left <= refill);
    }
}
