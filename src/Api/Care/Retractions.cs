using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Care;

/// <summary>Takes events back: a row beside each, which stays as it was.</summary>
internal static class Retractions
{
    private const string Insert =
        """
        insert into care_retraction (id, household_id, event_id, command_id, retracted_at, retracted_by, replaced_by)
        select n.id, $3, n.event_id, $4, $5, $6, $7 from unnest($1, $2) as n (id, event_id)
        on conflict (event_id) do nothing
        returning event_id
        """;

    /// <param name="replacement">The event that stands in the place of the one taken back.</param>
    /// <summary>The events that this call took back; without those that somebody else did a moment earlier.</summary>
    public static async Task<HashSet<Guid>> AddAsync(
        HouseholdSession session,
        AccountId account,
        Guid command,
        Guid[] events,
        DateTimeOffset now,
        CancellationToken ct,
        Guid? replacement = null)
    {
        // In one order everywhere: two undos that meet wait for each other instead of locking each other out.
        Array.Sort(events);
        await using var insert = session.Command(Insert);
        insert.Parameters
            .Bind(events.Select(_ => Guid.CreateVersion7(now)).ToArray(), events, session.Household.Value)
            .Bind(command, now.UtcDateTime, account.Value, replacement);
        await using var rows = await insert.ExecuteReaderAsync(ct);
        var taken = new HashSet<Guid>();
        while (await rows.ReadAsync(ct))
            taken.Add(rows.GetGuid(0));
        foreach (var id in taken)
            session.Record(replacement is null ? "care.undone" : "care.corrected", id);
        return taken;
    }

    /// <summary>Takes back what an earlier command wrote, within the command that puts it right.</summary>
    public static async Task OfCommandAsync(CommandContext command, Guid earlier, CancellationToken ct)
    {
        await using var find = command.Session.Command(
            "select id from care_event where household_id = $1 and command_id = $2 and recorded_by = $3");
        find.Parameters.Bind(command.Session.Household.Value, earlier, command.Caller.Account.Value);
        var events = new List<Guid>();
        await using (var rows = await find.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
                events.Add(rows.GetGuid(0));
        }

        if (events.Count > 0)
        {
            await AddAsync(
                command.Session, command.Caller.Account, command.Id, [.. events], command.Now, ct);
        }
    }
}
