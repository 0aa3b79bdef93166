using FastEndpoints;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

/// <summary>The query of <c>GET /api/v1/pets</c>.</summary>
internal sealed class ListPetsRequest
{
    /// <summary>True for those that were archived, false (also when left out) for the others.</summary>
    [QueryParam]
    public bool? Archived { get; init; }
}

internal sealed class ListPetsEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<ListPetsRequest, PetsResponse>
{
    private const string Find =
        $"""
        select {PetStore.Columns} from pet p
        where p.household_id = $1 and (p.archived_at is not null) = $2 order by p.created_at, p.id
        """;

    public override void Configure()
    {
        Get("pets");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The household's pets, with all that is known of them");
    }

    public override async Task HandleAsync(ListPetsRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var today = caller.LocalDate(clock.GetUtcNow());
        await using var query = database.Query(caller);
        query.Add(Find).Bind(caller.Household.Value, request.Archived ?? false);
        await using var rows = await query.ExecuteAsync(ct);
        var pets = new List<PetDetailsResponse>();
        while (await rows.ReadAsync(ct))
            pets.Add(PetStore.Read(rows, today));
        await Send.OkAsync(new PetsResponse(pets), ct);
    }
}

internal sealed class GetPetEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<PetRequest, PetDetailsResponse>
{
    public override void Configure()
    {
        Get("pets/{petId}");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "All that is known of a pet");
    }

    public override async Task HandleAsync(PetRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        await using var query = database.Query(caller.Household);
        query.Add($"select {PetStore.Columns} from pet p where p.household_id = $1 and p.id = $2")
            .Bind(caller.Household.Value, request.PetId);
        await using var rows = await query.ExecuteAsync(ct);
        await (await rows.ReadAsync(ct)
            ? this.OkVersionedAsync(PetStore.Read(rows, caller.LocalDate(clock.GetUtcNow())), ct)
            : this.ProblemAsync(Problems.PetUnknown, ct));
    }
}
