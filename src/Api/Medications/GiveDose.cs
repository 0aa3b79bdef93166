using FastEndpoints;
using FluentValidation;
using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Care;
using PawPal.Contracts.Medications;

namespace PawPal.Api.Medications;

internal sealed class GiveDoseValidator : Validator<GiveDoseRequest>
{
    public GiveDoseValidator(TimeProvider clock)
    {
        RuleFor(r => r.OccurredAt).CareMoment(clock);
        RuleFor(r => r.Dose!).PlainTextOf(1, 40).When(r => r.Dose is not null);
        RuleFor(r => r.Dose!).Must(DoseAmount.IsPlausible).WithErrorCode("range")
            .WithMessage("A dose is above zero.").When(r => r.Dose is not null);
        RuleFor(r => r.Note!).TextOf(1, 2_000).When(r => r.Note is not null);
    }
}

/// <summary><c>POST /api/v1/regimens/{regimenId}/doses</c>: given, unless the guard has a doubt.</summary>
internal sealed class GiveDoseEndpoint : WriteEndpoint<GiveDoseRequest, LogCareResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("regimens/{regimenId}/doses");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Note a dose of a plan; 409 tells who gave one already, and when");
    }

    protected override async Task<WriteResult> WriteAsync(
        GiveDoseRequest request, WriteContext write, CancellationToken ct)
    {
        if (await RegimenStore.FindAsync(write.Session, request.RegimenId, ct) is not { } regimen)
            return new WriteResult.Failed(Problems.RegimenUnknown);
        if (regimen.Response.State is not "active")
            return new WriteResult.Failed(Problems.RegimenNotActive);
        var at = request.OccurredAt?.ToUniversalTime() ?? write.Now;
        var (pet, medicine) = (regimen.Response.PetId, regimen.Response.Medication);
        var verdict = await DoseGuard.LookAsync(
            write.Session,
            write.Caller,
            new DoseQuestion([pet], medicine, at, TimePrecision.Exact) { Regimen = regimen.Id },
            ct);
        if (verdict.Doubts.Count > 0 && !request.Confirmed)
            return DoubtWords.Refuse(verdict, medicine, write.Now, write.Caller.TimeZone);
        var command = write.NewId();
        var author = new CareAuthor(write.Caller.Account, write.Caller.AccountName, command, "app");
        var details = verdict.DetailsFor(pet, new CareDetails(
            CareKind.Medication, Medication: medicine, Dose: request.Dose is { } dose ? PlainText.Clean(dose) : null,
            Note: request.Note?.Trim()));
        var entry = new CareEntry(write.NewId(), pet, regimen.Response.Pet, details, at, TimePrecision.Exact);
        if (await CareLog.AddAsync(write.Session, author, [entry], write.Now, ct) is not { } events)
            return new WriteResult.Failed(Problems.PetUnknown);
        await MedicineNotices.AddAsync(write.Session, write.Caller, verdict, events, write.Now, ct);
        return new WriteResult.Written(WriteAnswer.Of(
            StatusCodes.Status201Created, new LogCareResponse(events, UndoToken.Of(command))));
    }
}
