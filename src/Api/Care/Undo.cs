using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>"Undo", "undo the walk": takes back what the caller logged last, within 24 hours.</summary>
internal sealed class Undo : ICommandHandler
{
    private static readonly TimeSpan Reach = TimeSpan.FromHours(24);

    // The newest command of the caller that still has something of the wanted kind and pets, and only that of it.
    private const string FindLast =
        $"""
        with last as (
            select e.command_id from care_event e
            where e.household_id = $1 and e.recorded_by = $2 and e.recorded_at >= $3 and e.command_id is not null
                and e.command_id <> $4 and ($5::text is null or e.kind = $5)
                and ($6::uuid[] is null or e.pet_id = any($6))
                and {CareEvent.Stands}
            order by e.recorded_at desc, e.id desc
            limit 1)
        select {CareEvent.Columns}
        from care_event e
        join last on last.command_id = e.command_id
        join pet p on p.household_id = $1 and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        where e.household_id = $1 and ($5::text is null or e.kind = $5) and ($6::uuid[] is null or e.pet_id = any($6))
            and {CareEvent.Stands}
        order by e.occurred_at, e.id
        """;

    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.Undo };

    public bool Writes => true;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        var topic = frame.Slots.Topic;
        if (topic is not null && !CareKind.Exists(topic))
            return new CommandOutcome.Refused(Replies["UndoTopicUnknown"]);
        var pets = frame.Slots.Pets is { Count: > 0 } names ? command.Find(names) : [];
        if (pets is null)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);

        var found = await FindAsync(topic, [.. pets.Select(pet => pet.Id)], command, ct);
        if (found.Count == 0)
            return new CommandOutcome.Refused(Replies[topic is null ? "UndoNothing" : $"UndoNothing.{topic}"]);
        var taken = await Retractions.AddAsync(
            command.Session,
            command.Caller.Account,
            command.Id,
            [.. found.Select(e => e.Response.Id)],
            command.Now,
            ct);
        var events = found.Where(e => taken.Contains(e.Response.Id)).ToList();
        return events.Count == 0
            ? new CommandOutcome.Refused(Replies["UndoNothing"])
            : new CommandOutcome.Done(UndoWords.Say(events, command.Say));
    }

    private static async Task<List<CareEvent>> FindAsync(
        string? topic, Guid[] pets, CommandContext command, CancellationToken ct)
    {
        await using var find = command.Session.Command(FindLast);
        find.Parameters
            .Bind(command.Session.Household.Value, command.Caller.Account.Value, (command.Now - Reach).UtcDateTime)
            .Bind(command.Id, topic, pets.Length == 0 ? null : pets);
        await using var rows = await find.ExecuteReaderAsync(ct);
        return await CareEvent.ReadAllAsync(rows, ct);
    }
}
