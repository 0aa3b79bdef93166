using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

/// <summary>The path of a request about one pet.</summary>
internal sealed record PetRequest(Guid PetId);

/// <summary><c>POST /api/v1/pets/{petId}/archive</c>: out of lists, with its history kept.</summary>
internal sealed class ArchivePetEndpoint(HouseholdVocabulary vocabulary) : PetArchive(vocabulary)
{
    public override void Configure() => Configure("pets/{petId}/archive", "Archive a pet; its history stays");

    protected override Task<WriteResult> WriteAsync(PetRequest request, WriteContext write, CancellationToken ct) =>
        SetAsync(request.PetId, write, write.Now.UtcDateTime, ct);
}

/// <summary><c>POST /api/v1/pets/{petId}/unarchive</c>.</summary>
internal sealed class UnarchivePetEndpoint(HouseholdVocabulary vocabulary) : PetArchive(vocabulary)
{
    public override void Configure() => Configure("pets/{petId}/unarchive", "Bring an archived pet back");

    protected override Task<WriteResult> WriteAsync(PetRequest request, WriteContext write, CancellationToken ct) =>
        SetAsync(request.PetId, write, archivedAt: null, ct);
}

internal abstract class PetArchive(HouseholdVocabulary vocabulary) : WriteEndpoint<PetRequest, PetDetailsResponse>
{
    private const string Set =
        $"""
        update pet p set archived_at = $3, version = p.version + 1
        where p.household_id = $1 and p.id = $2 and not ($3::timestamptz is null and exists (
            select from pet other where other.household_id = $1 and other.id <> $2 and other.archived_at is null
                and lower(other.name) = lower(p.name)))
        returning {PetStore.Columns}
        """;

    protected void Configure(string route, string summary)
    {
        Post(route);
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = summary);
    }

    protected static async Task<WriteResult> SetAsync(
        Guid id, WriteContext write, DateTime? archivedAt, CancellationToken ct)
    {
        var today = write.Caller.LocalDate(write.Now);
        if (await PetStore.FindAsync(write.Session, id, today, ct) is not { } pet)
            return new WriteResult.Failed(Problems.PetUnknown);
        if (pet.ArchivedAt is null == archivedAt is null)
            return new WriteResult.Written(WriteAnswer.Ok(pet));
        await using var set = write.Session.Command(Set);
        set.Parameters.Bind(write.Household.Value, id, archivedAt);
        if (await PetStore.ReadOneAsync(set, today, ct) is not { } changed)
            return new WriteResult.Failed(Problems.PetNameTaken);
        write.Record(archivedAt is null ? "pet.unarchived" : "pet.archived", id, id);
        return new WriteResult.Written(WriteAnswer.Ok(changed));
    }

    protected override ValueTask AfterAsync(PetRequest request, CancellationToken ct) =>
        vocabulary.DropAsync(HttpContext.Caller().Household, ct);
}
