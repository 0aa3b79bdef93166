using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Notifications;
using PawPal.Contracts.Care;

namespace PawPal.Api.Medications;

/// <summary>What the others of a household are told after a dose: in the transaction that notes it.</summary>
internal static class MedicineNotices
{
    private static readonly Sentences Words = new("PawPal.Api.Medications.Replies");

    /// <summary>A stock that fell to its threshold, and a dose that was noted in spite of a doubt.</summary>
    public static async Task AddAsync(
        HouseholdSession session,
        HouseholdCaller caller,
        DoseVerdict verdict,
        IReadOnlyList<CareEventResponse> events,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var notices = new List<(Notice Notice, bool IsForOthers)>();
        foreach (var doubt in verdict.Doubts)
        {
            if (events.FirstOrDefault(e => e.PetId == doubt.Pet) is not { } noted)
                continue;
            notices.Add((Template(
                caller, "medicine.again", Words["AgainTitle", doubt.PetName, noted.Medication!],
                Words["AgainBody", caller.AccountName,
                    DoubtWords.Say(doubt.PetName, doubt.Doubt, noted.Medication!, now, caller.TimeZone)],
                $"medicine:{noted.Id}:{doubt.Doubt.Code}", isUrgent: doubt.Doubt.Code is "insulin"), true));
        }

        foreach (var (_, before) in verdict.Regimens)
        {
            if (before.Response.Stock is not { RefillAt: not null, IsLow: false }
                || await RegimenStore.FindAsync(session, before.Id,
                    ct) is not { Response.Stock: { IsLow: true } stock } after)
                continue;
            var left = after.Response.Dose is { } dose
                ? Spoken.Measure(stock.Left, dose[(dose.IndexOf(' ', StringComparison.Ordinal) + 1)..])
                : Spoken.Number(stock.Left);
            notices.Add((Template(
                caller, "medicine.refill", Words["RefillTitle", after.Response.Pet, after.Response.Medication],
                Words["RefillBody", left, after.Response.Pet],
                $"refill:{after.Id}:{stock.CountedAt.UtcTicks}", isUrgent: false), false));
        }

        foreach (var (notice, isForOthers) in notices)
            await Carers.TellAsync(session, notice, now, ct, isForOthers ? caller.Account : null);
    }

    private static Notice Template(
        HouseholdCaller caller, string kind, string title, string body, string key, bool isUrgent) => new(
        caller.Household, caller.Account, kind, title.Length > 200 ? title[..200] : title, body, key, "/",
            isUrgent);
}
