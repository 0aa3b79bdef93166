using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>"Has anyone fed Luna?": who did it last, when, and what it was.</summary>
internal sealed class QueryLast : ICommandHandler
{
    // A pet and a kind have few newest rows: each is the first of an index, however long the history is.
    private const string OfKind =
        $"""
        select {CareEvent.Columns}
        from unnest($2) as wanted (id)
        cross join lateral (
            select * from care_event e
            where e.household_id = $1 and e.pet_id = wanted.id and e.kind = $3
                and ($4::text is null or strpos(lower(e.medication), $4) > 0 or strpos($4, lower(e.medication)) > 0)
                and {CareEvent.Stands}
            order by e.occurred_at desc, e.id desc
            limit 1) e
        join pet p on p.household_id = $1 and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        """;

    private const string OfAnyKind =
        $"""
        select {CareEvent.Columns}
        from unnest($2) as wanted (id)
        cross join lateral (
            select * from care_event e
            where e.household_id = $1 and e.pet_id = wanted.id and {CareEvent.Stands}
            order by e.occurred_at desc, e.id desc
            limit 1) e
        join pet p on p.household_id = $1 and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        """;

    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.QueryLast };

    public bool Writes => false;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        var isNamed = frame.Slots.Pets is { Count: > 0 };
        var pets = isNamed ? command.Find(frame.Slots.Pets!) : command.Pets;
        if (pets is null)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        if (pets.Count == 0)
            return new CommandOutcome.Done(Replies["NoPets"]);
        var kind = frame.Slots.Topic ?? (frame.Slots.Medication is null ? null : CareKind.Medication);
        if (kind is not null && !CareKind.Exists(kind))
            return new CommandOutcome.Done(Replies["TopicUnknown"]);

        var medication = kind is CareKind.Medication ? frame.Slots.Medication : null;
        var found = await FindAsync(pets, kind, medication, command, ct);
        var answer = new LastAnswer(command, kind, medication);
        return new CommandOutcome.Done(answer.Say(pets, found, mentionsMissing: isNamed || found.Count == 0));
    }

    private static async Task<List<CareEvent>> FindAsync(
        IReadOnlyList<PetResponse> pets, string? kind, string? medication, CommandContext command, CancellationToken ct)
    {
        await using var find = command.Session.Command(kind is null ? OfAnyKind : OfKind);
        find.Parameters.Bind(command.Session.Household.Value, pets.Select(pet => pet.Id).ToArray());
        if (kind is not null)
            find.Parameters.Bind(kind, medication?.Trim().ToLowerInvariant());
        await using var rows = await find.ExecuteReaderAsync(ct);
        return await CareEvent.ReadAllAsync(rows, ct);
    }
}
