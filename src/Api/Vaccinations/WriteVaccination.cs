using FastEndpoints;
using FluentValidation;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Vaccinations;

namespace PawPal.Api.Vaccinations;

internal sealed class VaccinationRules<T> : AbstractValidator<T>
    where T : IVaccinationDetails
{
    public VaccinationRules()
    {
        RuleFor(r => r.Vaccine).PlainTextOf(1, 80);
        RuleFor(r => r.GivenOn).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1)).WithErrorCode("range")
            .WithMessage("Use a day from 1950 on.");
        RuleFor(r => r.Product!).PlainTextOf(1, 80).When(r => r.Product is not null);
        RuleFor(r => r.Batch!).PlainTextOf(1, 40).When(r => r.Batch is not null);
        RuleFor(r => r.GivenBy!).PlainTextOf(1, 120).When(r => r.GivenBy is not null);
        RuleFor(r => r.Note!).TextOf(1, 1_000).When(r => r.Note is not null);
        RuleFor(r => r.NextDueOn).Must((r, due) => due is not { } day
                || (day > r.GivenOn && r.GivenOn.Year < 9_000 && day <= r.GivenOn.AddYears(10)))
            .WithErrorCode("range").WithMessage("After the day it was given, within ten years.");
    }
}

internal sealed class AddVaccinationValidator : Validator<AddVaccinationRequest>
{
    public AddVaccinationValidator() => Include(new VaccinationRules<AddVaccinationRequest>());
}

/// <summary><c>POST /api/v1/vaccinations</c>.</summary>
internal sealed class AddVaccinationEndpoint : WriteEndpoint<AddVaccinationRequest, VaccinationResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("vaccinations");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Keep a vaccination; the next date comes from the certificate or a template");
    }

    protected override async Task<WriteResult> WriteAsync(
        AddVaccinationRequest request, WriteContext write, CancellationToken ct)
    {
        var id = write.NewId();
        return await VaccinationStore.WriteAsync(write, id, request.PetId, isNew: true, request, ct)
            ?? new WriteResult.Written(WriteAnswer.Of(
                StatusCodes.Status201Created, (await VaccinationStore.FindAsync(write.Session, id, ct))!));
    }
}

internal sealed class ChangeVaccinationValidator : Validator<ChangeVaccinationRequest>
{
    public ChangeVaccinationValidator() => Include(new VaccinationRules<ChangeVaccinationRequest>());
}

/// <summary><c>PUT /api/v1/vaccinations/{vaccinationId}</c>.</summary>
internal sealed class ChangeVaccinationEndpoint : WriteEndpoint<ChangeVaccinationRequest, VaccinationResponse>
{
    public override void Configure()
    {
        Put("vaccinations/{vaccinationId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Change a vaccination; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangeVaccinationRequest request, WriteContext write, CancellationToken ct)
    {
        if (await VaccinationStore.FindAsync(write.Session, request.VaccinationId, ct) is not { } before)
            return new WriteResult.Failed(Problems.VaccinationUnknown);
        if (write.RequireMatch(before.Version) is { } stale)
            return stale;
        return await VaccinationStore.WriteAsync(write, before.Id, before.PetId, isNew: false, request, ct)
            ?? new WriteResult.Written(WriteAnswer.Ok(
                (await VaccinationStore.FindAsync(write.Session, before.Id, ct))!));
    }
}

/// <summary>The path of <c>DELETE /api/v1/vaccinations/{vaccinationId}</c>.</summary>
internal sealed record VaccinationPath(Guid VaccinationId);

internal sealed class DeleteVaccinationEndpoint : WriteEndpoint<VaccinationPath>
{
    public override void Configure()
    {
        Delete("vaccinations/{vaccinationId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Delete a vaccination");
    }

    protected override async Task<WriteResult> WriteAsync(
        VaccinationPath request, WriteContext write, CancellationToken ct)
    {
        if (await VaccinationStore.FindAsync(write.Session, request.VaccinationId, ct) is not { } one)
            return new WriteResult.Failed(Problems.VaccinationUnknown);
        await VaccinationStore.DeleteAsync(write, one, ct);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}
