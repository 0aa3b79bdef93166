using PawPal.Api.Commands;
using PawPal.Api.Idempotency;
using PawPal.Api.Medications;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>What a checked request writes: one event for each pet, all or none.</summary>
internal static class CareEntries
{
    /// <param name="name">Of somebody without an account; null for the caller.</param>
    public static async Task<WriteResult> LogAsync(
        LogCareRequest request, WriteContext write, string source, string? name, CancellationToken ct)
    {
        if (await CareTarget.FindAsync(write.Session, [.. request.PetIds], ct) is not { } pets)
            return new WriteResult.Failed(Problems.PetUnknown);
        var details = request.ToDetails();
        var at = request.OccurredAt?.ToUniversalTime() ?? write.Now;
        var day = write.Caller.LocalDate(at);
        if (pets.Select(pet => pet.Doubt(details, day)).FirstOrDefault(doubt => doubt is not null) is { } doubt)
            return new WriteResult.Failed(Problems.InvalidRequest) { Errors = [doubt] };
        var precision = CarePrecision.Parse(request.Precision ?? "exact");
        var verdict = details.Medication is { } medicine
            ? await DoseGuard.LookAsync(
                write.Session, write.Caller,
                new DoseQuestion([.. pets.Select(pet => pet.Id)], medicine, at, precision), ct)
            : DoseVerdict.None;
        if (verdict.Doubts.Count > 0 && !request.Confirmed)
            return DoubtWords.Refuse(verdict, details.Medication!, write.Now, write.Caller.TimeZone);
        var command = write.NewId();
        var author = new CareAuthor(write.Caller.Account, write.Caller.AccountName, command, source) { As = name };
        var entries = pets.Select(pet => new CareEntry(
            write.NewId(), pet.Id, pet.Name, verdict.DetailsFor(pet.Id, details), at, precision)).ToList();
        if (await CareLog.AddAsync(write.Session, author, entries, write.Now, ct) is not { } events)
            return new WriteResult.Failed(Problems.PetUnknown);
        await MedicineNotices.AddAsync(write.Session, write.Caller, verdict, events, write.Now, ct);
        return new WriteResult.Written(WriteAnswer.Of(
            StatusCodes.Status201Created, new LogCareResponse(events, UndoToken.Of(command))));
    }
}
