using FastEndpoints;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

internal sealed class ChangePetValidator : Validator<ChangePetRequest>
{
    public ChangePetValidator(TimeProvider clock) => Include(new PetRules<ChangePetRequest>(clock));
}

/// <summary><c>PUT /api/v1/pets/{petId}</c>.</summary>
internal sealed class ChangePetEndpoint(HouseholdVocabulary vocabulary)
    : WriteEndpoint<ChangePetRequest, PetDetailsResponse>
{
    public override void Configure()
    {
        Put("pets/{petId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Change what is known of a pet");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangePetRequest request, WriteContext write, CancellationToken ct)
    {
        var today = write.Caller.LocalDate(write.Now);
        if (await PetStore.FindAsync(write.Session, request.PetId, today, ct) is not { } pet)
            return new WriteResult.Failed(Problems.PetUnknown);
        if (write.RequireMatch(pet.Version) is { } stale)
            return stale;
        if (await PetStore.ChangeAsync(pet.Id, request, write.Session, today, ct) is not { } changed)
            return new WriteResult.Failed(Problems.PetNameTaken);
        write.Record("pet.changed", pet.Id, pet.Id, new { changed.Name, changed.Version });
        return new WriteResult.Written(WriteAnswer.Ok(changed));
    }

    protected override ValueTask AfterAsync(ChangePetRequest request, CancellationToken ct) =>
        vocabulary.DropAsync(HttpContext.Caller().Household, ct);
}
