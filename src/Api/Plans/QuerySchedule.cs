using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Plans;

/// <summary>"What's due today?", "when is Bella's next vet appointment?"</summary>
internal sealed class QuerySchedule() : PlanHandler(Understanding.Intents.QuerySchedule, HouseholdAccess.Read)
{
    private const int Most = 5;
    private const int LongestLook = 400;

    protected override async Task<CommandOutcome> HandleAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        var now = WallTime(command);
        var (first, days) = RangeOf(slots, now);
        var from = command.Zone.StartOf(DateOnly.FromDateTime(first));
        var to = command.Zone.StartOf(DateOnly.FromDateTime(first).AddDays(days));
        var plans = new List<(DateTime At, string Words)>();
        if (slots.Topic is not "overdue" and not "reminder")
        {
            var found = await PlanFinder.AppointmentsAsync(
                slots, pets, command, from > command.Now ? from : command.Now, to, ct);
            plans.AddRange(found.Select(one => (one.Response.StartsAt, one.Response.Kind + For(one.Names))));
        }

        if (!PlanFinder.IsAppointment(slots))
            plans.AddRange(await TimesAsync(slots, pets, command, first, days, ct));
        return Done(Say(plans, slots, now));
    }

    private static async Task<IEnumerable<(DateTime At, string Words)>> TimesAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, DateTime first, int days,
        CancellationToken ct)
    {
        var today = WallTime(command).Date;
        // An agenda further ahead than a month is nobody's question; what comes next is found in it.
        var ahead = Math.Clamp((first.Date - today).Days + days, 1, 31);
        var found = await PlanFinder.TimesAsync(slots, pets, command, ahead, ct);
        return found
            .Where(one => !one.IsSettled)
            .Where(one => slots.Topic is not "overdue" || one.DueAt <= command.Now)
            .Select(one => (At: command.Zone.ToWallTime(one.DueAt), one.Reminder.Response.Title))
            .Where(one => one.At >= first || first.Date == today)
            .Where(one => slots.WhenPrecision is not Precision.PartOfDay || PlanFinder.IsAt(one.At, slots));
    }

    // Of a topic the next one is asked for, wherever it is; without one, today and tomorrow.
    private static (DateTime First, int Days) RangeOf(Slots slots, DateTime now) => (slots.When, slots.Days) switch
    {
        ({ } when, _) when slots.WhenPrecision is Precision.Week => (when.Date, 7),
        ({ } when, _) when slots.WhenPrecision is Precision.Month => (when.Date, 31),
        ({ } when, _) => (when.Date, 1),
        (_, { } days) => (now.Date, Math.Clamp(days, 1, LongestLook)),
        _ when slots.Topic is "overdue" => (now.Date, 1),
        _ when slots.Topic is not null || slots.Pets is { Count: > 0 } => (now.Date, LongestLook),
        _ => (now.Date, 2),
    };

    private static string Say(List<(DateTime At, string Words)> plans, Slots slots, DateTime now)
    {
        if (plans.Count == 0)
            return Replies[slots.Topic is "overdue" ? "NothingOverdue" : "NothingPlanned"];
        var told = plans.OrderBy(one => one.At).Take(Most)
            .Select(one => Replies["Planned", one.Words, PlanTimes.Say(one.At, now)]).ToList();
        var all = Replies["Sentence", Spoken.All(told)];
        return plans.Count > Most ? Replies["AndMore", all, plans.Count - Most] : all;
    }
}
