using FastEndpoints;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Medications;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

internal sealed class CorrectCareValidator : Validator<CorrectCareRequest>
{
    public CorrectCareValidator(TimeProvider clock)
    {
        Include(new CareRules<CorrectCareRequest>());
        RuleFor(r => r.OccurredAt).CareMoment(clock);
        RuleFor(r => r.Precision).CarePrecision();
    }
}

/// <summary><c>POST /api/v1/care/events/{eventId}/correction</c>: a new event in the place of the old one.</summary>
internal sealed class CorrectCareEndpoint : WriteEndpoint<CorrectCareRequest, CareEventResponse>
{
    public override void Configure()
    {
        Post("care/events/{eventId}/correction");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Put right what an event says");
    }

    protected override async Task<WriteResult> WriteAsync(
        CorrectCareRequest request, WriteContext write, CancellationToken ct)
    {
        if (await Replacement.FindAsync(write.Session, request.EventId, ct) is not { } old)
            return new WriteResult.Failed(Problems.EventUnknown);
        var at = request.OccurredAt?.ToUniversalTime() ?? old.Response.OccurredAt;
        var precision = request.Precision is { } said ? CarePrecision.Parse(said)
            : request.OccurredAt is null ? old.Precision : TimePrecision.Exact;
        return await Replacement.WriteAsync(
            write, old, request.PetId ?? old.Response.PetId, request.ToDetails(), at, precision,
            request.Confirmed, ct);
    }
}

/// <summary><c>POST /api/v1/care/events/{eventId}/move</c>: the same event for another pet.</summary>
internal sealed class MoveCareEndpoint : WriteEndpoint<MoveCareRequest, CareEventResponse>
{
    public override void Configure()
    {
        Post("care/events/{eventId}/move");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "It was for another pet");
    }

    protected override async Task<WriteResult> WriteAsync(
        MoveCareRequest request, WriteContext write, CancellationToken ct) =>
        await Replacement.FindAsync(write.Session, request.EventId, ct) is { } old
            ? await Replacement.WriteAsync(
                write, old, request.PetId, Replacement.DetailsOf(old), old.Response.OccurredAt, old.Precision,
                request.Confirmed, ct)
            : new WriteResult.Failed(Problems.EventUnknown);
}

/// <summary>An event that takes the place of another one, in one transaction.</summary>
internal static class Replacement
{
    private const string Find =
        $"""
        select {CareEvent.Columns}
        from care_event e
        join pet p on p.household_id = $1 and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        where e.household_id = $1 and e.id = $2
        """;

    public static async Task<CareEvent?> FindAsync(HouseholdSession session, Guid id, CancellationToken ct)
    {
        await using var find = session.Command(Find);
        find.Parameters.Bind(session.Household.Value, id);
        await using var rows = await find.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? CareEvent.Read(rows) : null;
    }

    public static CareDetails DetailsOf(CareEvent e) => new(
        e.Response.Kind, e.Response.Amount, e.Response.Unit, e.Response.Food, e.Response.Medication, e.Response.Dose,
        e.Response.DurationMinutes, e.Response.DistanceKm, e.Response.WeightKg, e.Response.What, e.Response.Note,
        e.Response.RegimenId);

    public static async Task<WriteResult> WriteAsync(
        WriteContext write,
        CareEvent old,
        Guid pet,
        CareDetails details,
        DateTimeOffset at,
        TimePrecision precision,
        bool isConfirmed,
        CancellationToken ct)
    {
        if (await CareTarget.FindAsync(write.Session, [pet], ct) is not [var target])
            return new WriteResult.Failed(Problems.PetUnknown);
        if (target.Doubt(details, write.Caller.LocalDate(at)) is { } doubt)
            return new WriteResult.Failed(Problems.InvalidRequest) { Errors = [doubt] };
        var verdict = await LookAsync(write, old, pet, details, at, precision, ct);
        if (verdict.Doubts.Count > 0 && !isConfirmed)
            return DoubtWords.Refuse(verdict, details.Medication!, write.Now, write.Caller.TimeZone);
        details = verdict.DetailsFor(pet, details with { RegimenId = null });
        // A dose stays with its plan, also one that is over, as long as it is that pet's medicine.
        if (details is { RegimenId: null, Kind: CareKind.Medication } && IsSameMedicine(old, pet, details))
            details = details with { RegimenId = old.Response.RegimenId };
        var author = new CareAuthor(write.Caller.Account, write.Caller.AccountName, write.NewId(), "app");
        var entry = new CareEntry(write.NewId(), target.Id, target.Name, details, at, precision);
        if (await CareLog.AddAsync(write.Session, author, [entry], write.Now, ct) is not [var replacement])
            return new WriteResult.Failed(Problems.PetUnknown);
        var taken = await Retractions.AddAsync(
            write.Session, write.Caller.Account, author.Command!.Value, [old.Response.Id], write.Now, ct, entry.Id);
        return taken.Count == 1
            ? new WriteResult.Written(WriteAnswer.Ok(replacement))
            : new WriteResult.Failed(Problems.UndoneAlready);
    }

    // Only what is new about the dose is judged: a note that is put right asks nobody again.
    private static async Task<DoseVerdict> LookAsync(
        WriteContext write,
        CareEvent old,
        Guid pet,
        CareDetails details,
        DateTimeOffset at,
        TimePrecision precision,
        CancellationToken ct)
    {
        if (details.Medication is not { } medicine)
            return DoseVerdict.None;
        var verdict = await DoseGuard.LookAsync(
            write.Session,
            write.Caller,
            new DoseQuestion([pet], medicine, at, precision) { Replaces = old.Response.Id },
            ct);
        return at == old.Response.OccurredAt && IsSameMedicine(old, pet, details)
            ? verdict with { Doubts = [] }
            : verdict;
    }

    private static bool IsSameMedicine(CareEvent old, Guid pet, CareDetails details) =>
        pet == old.Response.PetId && old.Response.Medication is { } before
        && Medicine.IsSame(before, details.Medication!);
}
