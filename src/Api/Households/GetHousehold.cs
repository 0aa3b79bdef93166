using FastEndpoints;
using PawPal.Api.Data;
using PawPal.Contracts.Households;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Households;

internal sealed class GetHouseholdEndpoint(HouseholdDatabase database) : EndpointWithoutRequest<HouseholdResponse>
{
    public override void Configure()
    {
        Get("household");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The household the caller acts for, with its pets");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        await Send.OkAsync(
            new HouseholdResponse(
                caller.Household.Value,
                caller.HouseholdName,
                caller.TimeZone.Id,
                caller.Role.Name(),
                caller.IsDemo,
                caller.AccountName,
                await PetsAsync(caller.Household, ct)),
            ct);
    }

    private async Task<IReadOnlyList<PetResponse>> PetsAsync(HouseholdId household, CancellationToken ct)
    {
        await using var query = database.Query(household);
        query.Add(
            """
            select id, name, species, sounds_like from pet
            where household_id = $1 and archived_at is null
            order by created_at, id
            """).Bind(household.Value);
        await using var reader = await query.ExecuteAsync(ct);
        var pets = new List<PetResponse>();
        while (await reader.ReadAsync(ct))
        {
            pets.Add(new PetResponse(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                await reader.IsDBNullAsync(3, ct) ? null : reader.GetString(3)));
        }

        return pets;
    }
}
