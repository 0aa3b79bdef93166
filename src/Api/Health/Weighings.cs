using Npgsql;
using PawPal.Contracts.Health;

namespace PawPal.Api.Health;

/// <summary>The weighings of a pet that nobody has taken back.</summary>
internal static class Weighings
{
    private const int Most = 500;

    public static readonly string Find =
        $"""
        select at, kg from (
            select e.occurred_at as at, e.weight_kg as kg from care_event e
            where e.household_id = $1 and e.pet_id = $2 and e.kind = 'weight' and not exists (
                select from care_retraction r where r.household_id = e.household_id and r.event_id = e.id)
            order by e.occurred_at desc, e.id desc limit {Most}) latest
        order by at
        """;

    public static async Task<List<WeightPoint>> ReadAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        var points = new List<WeightPoint>();
        while (await rows.ReadAsync(ct))
        {
            // numeric(8, 3) comes back as 12.500.
            points.Add(new WeightPoint(
                rows.GetFieldValue<DateTimeOffset>(0), rows.GetDecimal(1) / 1.000000000000000000000000m));
        }

        return points;
    }

    public static int Months(DateOnly born, DateOnly today) =>
        ((today.Year - born.Year) * 12) + today.Month - born.Month - (today.Day < born.Day ? 1 : 0);
}
