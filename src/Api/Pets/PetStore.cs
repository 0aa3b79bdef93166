using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

internal sealed class PetStore(TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>Adds a pet to the household of <paramref name="session"/>; the caller commits.</summary>
    public async Task<WriteResult> AddAsync(HouseholdSession session, AddPetRequest request, CancellationToken ct)
    {
        if (await CountAsync(session, ct) >= Most)
            return new WriteResult.Failed(Problems.PetsTooMany);
        var pet = new PetResponse(
            Guid.CreateVersion7(clock.GetUtcNow()),
            PlainText.Clean(request.Name),
            request.Species,
            request.SoundsLike is { } sound ? PlainText.Clean(sound) : null);
        await using var insert = session.Command(
            """
            insert into pet (id, household_id, name, species, sounds_like, created_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (household_id, lower(name)) where archived_at is null do nothing
            """);
        insert.Parameters.Bind(
            pet.Id, session.Household.Value, pet.Name, pet.Species, pet.SoundsLike, clock.GetUtcNow());
        return await insert.ExecuteNonQueryAsync(ct) == 0
            ? new WriteResult.Failed(Problems.PetNameTaken)
            : new WriteResult.Written(WriteAnswer.Of(StatusCodes.Status201Created, pet));
    }

    private static async Task<long> CountAsync(HouseholdSession session, CancellationToken ct)
    {
        await using var count = session.Command(
            "select count(*) from pet where household_id = $1 and archived_at is null");
        count.Parameters.Bind(session.Household.Value);
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }
}
