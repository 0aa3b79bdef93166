using FastEndpoints;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

internal sealed class AddPetValidator : Validator<AddPetRequest>
{
    public AddPetValidator(TimeProvider clock) => Include(new PetRules<AddPetRequest>(clock));
}

internal sealed class AddPetEndpoint(HouseholdVocabulary vocabulary) : WriteEndpoint<AddPetRequest, PetDetailsResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("pets");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Add a pet to the household");
    }

    protected override async Task<WriteResult> WriteAsync(
        AddPetRequest request, WriteContext write, CancellationToken ct)
    {
        var (pet, problem) = await PetStore.AddAsync(request, write.Session, write.Caller, write.Now, ct);
        return pet is null
            ? new WriteResult.Failed(problem!)
            : new WriteResult.Written(WriteAnswer.Of(StatusCodes.Status201Created, pet));
    }

    protected override ValueTask AfterAsync(AddPetRequest request, CancellationToken ct) =>
        vocabulary.DropAsync(HttpContext.Caller().Household, ct);
}
