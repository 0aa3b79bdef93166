using FastEndpoints;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Households;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Households;

internal sealed class GetHouseholdEndpoint(HouseholdDatabase database) : EndpointWithoutRequest<HouseholdResponse>
{
    private const string FindPets =
        """
        select id, name, species, sounds_like from pet
        where household_id = $1 and archived_at is null
        order by created_at, id
        """;

    public override void Configure()
    {
        Get("household");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The household the caller acts for, with its pets");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        await using var query = database.Query(caller.Household);
        query.Add("select country, version from household where id = $1").Bind(caller.Household.Value);
        query.Add(FindPets).Bind(caller.Household.Value);
        await using var rows = await query.ExecuteAsync(ct);
        await rows.ReadAsync(ct);
        var (country, version) = (rows.TextOrNull(0), rows.GetInt32(1));
        await rows.NextResultAsync(ct);
        var household = new HouseholdResponse(
            caller.Household.Value,
            caller.HouseholdName,
            caller.TimeZone.Id,
            caller.Role.Name(),
            caller.IsDemo,
            caller.AccountName,
            await PetsAsync(rows, ct),
            country,
            version);
        EntityTag.Set(HttpContext.Response, version);
        await Send.OkAsync(household, ct);
    }

    private static async Task<IReadOnlyList<PetResponse>> PetsAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
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
