using FastEndpoints;
using FluentValidation;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
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

    protected override Task<WriteResult> WriteAsync(
        LogCareRequest request, WriteContext write, CancellationToken ct) =>
        CareEntries.LogAsync(request, write, "app", name: null, ct);

    // A new medicine is a word that the recogniser should know.
    protected override ValueTask AfterAsync(LogCareRequest request, CancellationToken ct) =>
        request.Medication is null ? default : vocabulary.DropAsync(HttpContext.Caller().Household, ct);
}
