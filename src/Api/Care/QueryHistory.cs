using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>"How many walks did Max get this week?": counts, and the sums that matter, of a period.</summary>
internal sealed class QueryHistory : ICommandHandler
{
    private const int MostDays = 366;
    private const int UsualDays = 7;

    private const string Count =
        $"""
        select e.kind, count(*)::int, sum(e.duration_minutes), sum(e.distance_km)
        from care_event e
        where e.household_id = $1 and e.pet_id = any($2) and ($3::text is null or e.kind = $3)
            and e.occurred_at >= $4 and e.occurred_at < $5 and {CareEvent.Stands}
        group by e.kind order by count(*) desc, e.kind
        """;

    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.QueryHistory };

    public bool Writes => false;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        var pets = frame.Slots.Pets is { Count: > 0 } names ? command.Find(names) : command.Pets;
        if (pets is null)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        if (pets.Count == 0)
            return new CommandOutcome.Done(Replies["NoPets"]);
        var kind = frame.Slots.Topic;
        if (kind is not null && !CareKind.Exists(kind))
            return new CommandOutcome.Done(Replies["TopicUnknown"]);
        var days = Math.Clamp(frame.Slots.Days ?? UsualDays, 1, MostDays);
        var counts = await CountAsync(pets, kind, days, command, ct);
        return new CommandOutcome.Done(Say(pets, kind, days, counts, command.Caller.Units));
    }

    private static string Say(
        IReadOnlyList<PetResponse> pets, string? kind, int days, IReadOnlyList<CareCount> counts, Units units)
    {
        var names = Spoken.All([.. pets.Select(pet => pet.Name)]);
        var period = days == 1 ? Replies["PeriodToday"] : Replies["PeriodDays", days];
        if (counts.Count == 0)
            return Replies[$"NoneIn.{kind ?? "any"}", names, period];
        return Replies["History", names, period, Spoken.All([.. counts.Select(count => SayCount(count, units))])];
    }

    private static string SayCount(CareCount count, Units units)
    {
        var said = count.Count == 1
            ? Replies[$"Count.{count.Kind}.One"]
            : Replies[$"Count.{count.Kind}.Many", count.Count];
        return CareWords.Walk(count.Minutes, count.Kilometres, units) is { } sum
            ? Replies["CountWithSum", said, sum]
            : said;
    }

    private static async Task<List<CareCount>> CountAsync(
        IReadOnlyList<PetResponse> pets, string? kind, int days, CommandContext command, CancellationToken ct)
    {
        var today = command.Caller.LocalDate(command.Now);
        await using var count = command.Session.Command(Count);
        count.Parameters
            .Bind(command.Session.Household.Value, pets.Select(pet => pet.Id).ToArray(), kind)
            .Bind(
                command.Zone.StartOf(today.AddDays(1 - days)).UtcDateTime,
                command.Zone.StartOf(today.AddDays(1)).UtcDateTime);
        await using var rows = await count.ExecuteReaderAsync(ct);
        var counts = new List<CareCount>();
        while (await rows.ReadAsync(ct))
        {
            counts.Add(new CareCount(
                rows.GetString(0), rows.GetInt32(1), CareEvent.Number(rows, 2), CareEvent.Number(rows, 3)));
        }

        return counts;
    }

    private sealed record CareCount(string Kind, int Count, decimal? Minutes, decimal? Kilometres);
}
