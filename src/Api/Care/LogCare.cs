using FastEndpoints;
using FluentValidation;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Medications;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

internal sealed class LogCareValidator : Validator<LogCareRequest>
{
    private const int MostPets = 50;

    public LogCareValidator(TimeProvider clock)
    {
        Include(new CareRules<LogCareRequest>());
        RuleFor(r => r.PetIds).Cascade(CascadeMode.Stop).NotEmpty()
            .Must(pets => pets.Count <= MostPets).WithErrorCode("length").WithMessage("Name at most 50 pets.")
            .Must(pets => pets.Distinct().Count() == pets.Count).WithErrorCode("duplicate")
            .WithMessage("Name each pet once.");
        RuleFor(r => r.OccurredAt).CareMoment(clock);
        RuleFor(r => r.Precision).CarePrecision();
    }
}

/// <summary><c>POST /api/v1/care/events</c>: an act for one pet or several.</summary>
internal sealed class LogCareEndpoint(HouseholdVocabulary vocabulary) : WriteEndpoint<LogCareRequest, LogCareResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("care/events");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Log what was done for one or several pets");
    }

    protected override async Task<WriteResult> WriteAsync(
        LogCareRequest request, WriteContext write, CancellationToken ct)
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
        var author = new CareAuthor(write.Caller.Account, write.Caller.AccountName, command, "app");
        var entries = pets.Select(pet => new CareEntry(
            write.NewId(), pet.Id, pet.Name, verdict.DetailsFor(pet.Id, details), at, precision)).ToList();
        if (await CareLog.AddAsync(write.Session, author, entries, write.Now, ct) is not { } events)
            return new WriteResult.Failed(Problems.PetUnknown);
        await MedicineNotices.AddAsync(write.Session, write.Caller, verdict, events, write.Now, ct);
        return new WriteResult.Written(WriteAnswer.Of(
            StatusCodes.Status201Created, new LogCareResponse(events, UndoToken.Of(command))));
    }

    // A new medicine is a word that the recogniser should know.
    protected override ValueTask AfterAsync(LogCareRequest request, CancellationToken ct) =>
        request.Medication is null ? default : vocabulary.DropAsync(HttpContext.Caller().Household, ct);
}
