using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Medications;

namespace PawPal.Api.Medications;

/// <summary><c>POST /api/v1/regimens</c>.</summary>
internal sealed class AddRegimenEndpoint(HouseholdVocabulary vocabulary)
    : WriteEndpoint<AddRegimenRequest, RegimenResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("regimens");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Keep a medicine plan: directions in shorthand or plain words, read back");
    }

    protected override async Task<WriteResult> WriteAsync(
        AddRegimenRequest request, WriteContext write, CancellationToken ct)
    {
        if (RegimenPlan.Read(request, write.Caller, write.Now, starts: null, out var plan) is { } wrong)
            return wrong;
        if (await CareTarget.FindAsync(write.Session, [request.PetId], ct) is null)
            return new WriteResult.Failed(Problems.PetUnknown);
        if (await RegimenStore.IsFullAsync(write.Session, ct))
            return new WriteResult.Failed(Problems.RegimensTooMany);
        if (!request.Confirmed && await Caution.FindAsync(write, request.PetId, plan, regimen: null, ct) is { } caution)
            return caution;
        var id = write.NewId();
        await RegimenStore.AddAsync(write, id, request.PetId, plan, request.Stock, request.RefillAt, ct);
        if (request.Remind is not false
            && await RegimenStore.RemindAsync(write, id, request.PetId, plan, ct) is { } refusal)
            return refusal;
        var regimen = await RegimenStore.FindAsync(write.Session, id, ct);
        return new WriteResult.Written(WriteAnswer.Of(StatusCodes.Status201Created, regimen!.Response));
    }

    // The medicine is a word that the recogniser should know.
    protected override ValueTask AfterAsync(AddRegimenRequest request, CancellationToken ct) =>
        vocabulary.DropAsync(HttpContext.Caller().Household, ct);
}

/// <summary><c>PUT /api/v1/regimens/{regimenId}</c>.</summary>
internal sealed class ChangeRegimenEndpoint(HouseholdVocabulary vocabulary)
    : WriteEndpoint<ChangeRegimenRequest, RegimenResponse>
{
    public override void Configure()
    {
        Put("regimens/{regimenId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Change a medicine plan; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangeRegimenRequest request, WriteContext write, CancellationToken ct)
    {
        if (await RegimenStore.FindAsync(write.Session, request.RegimenId, ct) is not { } before)
            return new WriteResult.Failed(Problems.RegimenUnknown);
        if (write.RequireMatch(before.Response.Version) is { } stale)
            return stale;
        if (RegimenPlan.Read(request, write.Caller, write.Now, before.Response.StartsAt, out var plan) is { } wrong)
            return wrong;
        if (!request.Confirmed
            && await Caution.FindAsync(write, before.Response.PetId, plan, before.Id, ct) is { } caution)
            return caution;
        await RegimenStore.ChangeAsync(write, before, plan, ct);
        if (await RegimenStore.ChangeReminderAsync(write, before, plan, ct) is { } refusal)
            return refusal;
        var after = await RegimenStore.FindAsync(write.Session, before.Id, ct);
        return new WriteResult.Written(WriteAnswer.Ok(after!.Response));
    }

    protected override ValueTask AfterAsync(ChangeRegimenRequest request, CancellationToken ct) =>
        vocabulary.DropAsync(HttpContext.Caller().Household, ct);
}

/// <summary><c>PUT /api/v1/regimens/{regimenId}/state</c>.</summary>
internal sealed class SetRegimenStateEndpoint : WriteEndpoint<RegimenStateRequest, RegimenResponse>
{
    public override void Configure()
    {
        Put("regimens/{regimenId}/state");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Pause, wake or end a medicine plan and its reminder; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        RegimenStateRequest request, WriteContext write, CancellationToken ct)
    {
        if (await RegimenStore.FindAsync(write.Session, request.RegimenId, ct) is not { } before)
            return new WriteResult.Failed(Problems.RegimenUnknown);
        if (write.RequireMatch(before.Response.Version) is { } stale)
            return stale;
        await RegimenStore.SetStateAsync(write, before, request.State, ct);
        var after = await RegimenStore.FindAsync(write.Session, before.Id, ct);
        return new WriteResult.Written(WriteAnswer.Ok(after!.Response));
    }
}

/// <summary><c>PUT /api/v1/regimens/{regimenId}/stock</c>.</summary>
internal sealed class SetRegimenStockEndpoint : WriteEndpoint<RegimenStockRequest, RegimenResponse>
{
    public override void Configure()
    {
        Put("regimens/{regimenId}/stock");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Say how much of a medicine is there; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        RegimenStockRequest request, WriteContext write, CancellationToken ct)
    {
        if (await RegimenStore.FindAsync(write.Session, request.RegimenId, ct) is not { } before)
            return new WriteResult.Failed(Problems.RegimenUnknown);
        if (write.RequireMatch(before.Response.Version) is { } stale)
            return stale;
        await RegimenStore.SetStockAsync(write, before, request.Stock, request.RefillAt, ct);
        var after = await RegimenStore.FindAsync(write.Session, before.Id, ct);
        return new WriteResult.Written(WriteAnswer.Ok(after!.Response));
    }
}

/// <summary>What speaks against a medicine before the first dose of it.</summary>
internal static class Caution
{
    private static readonly Sentences Words = new("PawPal.Api.Medications.Replies");

    public static async Task<WriteResult?> FindAsync(
        WriteContext write, Guid pet, RegimenPlan plan, Guid? regimen, CancellationToken ct)
    {
        var verdict = await DoseGuard.LookAsync(
            write.Session, write.Caller, new DoseQuestion([pet], plan.Medication, write.Now, TimePrecision.Exact), ct);
        var said = verdict.Doubts.Where(doubt => doubt.Doubt.Code is "species" or "interaction")
            .Select(doubt => new ProblemError(
                "/medication", doubt.Doubt.Code,
                DoubtWords.Say(doubt.PetName, doubt.Doubt, plan.Medication, write.Now, write.Caller.TimeZone)))
            .Concat(verdict.Plans
                .Where(other => other.Id != regimen
                    && Interactions.Between(plan.Medication, other.Response.Medication, TimeSpan.Zero))
                .Select(other => new ProblemError(
                    "/medication", "interaction",
                    Words["PlanInteraction", other.Response.Pet, other.Response.Medication, plan.Medication])))
            .ToList();
        return said.Count == 0 ? null : new WriteResult.Failed(Problems.MedicineDoubtful)
        {
            Detail = Words["ConfirmPlan", string.Join(' ', said.Select(error => error.Detail))],
            Errors = said,
        };
    }
}
