using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

internal static class PetStore
{
    private const int Most = 100;

    public static async Task<WriteResult> AddAsync(AddPetRequest request, WriteContext write, CancellationToken ct)
    {
        if (await CountAsync(write.Session, ct) >= Most)
            return new WriteResult.Failed(Problems.PetsTooMany);
        var pet = new PetResponse(
            write.NewId(),
            PlainText.Clean(request.Name),
            request.Species,
            request.SoundsLike is { } sound ? PlainText.Clean(sound) : null);
        await using var insert = write.Session.Command(
            """
            insert into pet (id, household_id, name, species, sounds_like, created_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (household_id, lower(name)) where archived_at is null do nothing
            """);
        insert.Parameters.Bind(
            pet.Id, write.Household.Value, pet.Name, pet.Species, pet.SoundsLike, write.Now.UtcDateTime);
        if (await insert.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.PetNameTaken);
        write.Record("pet.added", pet.Id, pet.Id, new { pet.Name, pet.Species });
        return new WriteResult.Written(WriteAnswer.Of(StatusCodes.Status201Created, pet));
    }

    private static async Task<long> CountAsync(HouseholdSession session, CancellationToken ct)
    {
        await using var count = session.Command(
            "select count(*) from pet where household_id = $1 and archived_at is null");
        count.Parameters.Bind(session.Household.Value);
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }
}
