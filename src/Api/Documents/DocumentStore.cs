using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Documents;

namespace PawPal.Api.Documents;

internal static class DocumentStore
{
    /// <summary>A row for each version; needs document as <c>d</c>.</summary>
    public const string Select =
        """
        select d.id, d.pet_id, d.kind, d.title, d.created_at, d.version, v.number, v.file_name, f.content_type, f.bytes,
            encode(f.sha256, 'hex'), v.created_at, a.display_name
        from document d
        join document_version v on v.household_id = d.household_id and v.document_id = d.id
        join stored_file f on f.household_id = v.household_id and f.id = v.file_id
        left join account a on a.id = v.created_by
        """;

    private const string FindOne =
        $"{Select} where d.household_id = $1 and d.id = $2 and d.deleted_at is null order by v.number desc";

    /// <summary>In a transaction, locked until its end; null when there is none.</summary>
    public static async Task<DocumentResponse?> LockAsync(HouseholdSession session, Guid id, CancellationToken ct)
    {
        await using var hold = session.Command("select from document where household_id = $1 and id = $2 for update");
        hold.Parameters.Bind(session.Household.Value, id);
        await hold.ExecuteNonQueryAsync(ct);
        await using var find = session.Command(FindOne);
        find.Parameters.Bind(session.Household.Value, id);
        await using var rows = await find.ExecuteReaderAsync(ct);
        return (await ReadAsync(rows, ct)).FirstOrDefault();
    }

    public static void AddFind(HouseholdQuery query, Guid household, Guid id) =>
        query.Add(FindOne).Bind(household, id);

    public static async Task<List<DocumentResponse>> ReadAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        var documents = new List<DocumentResponse>();
        var versions = new List<DocumentVersion>();
        while (await rows.ReadAsync(ct))
        {
            if (documents.Count == 0 || documents[^1].Id != rows.GetGuid(0))
            {
                versions = [];
                documents.Add(new DocumentResponse(
                    rows.GetGuid(0),
                    rows.GuidOrNull(1),
                    rows.GetString(2),
                    rows.GetString(3),
                    rows.GetFieldValue<DateTimeOffset>(4),
                    versions,
                    rows.GetInt32(5)));
            }

            versions.Add(new DocumentVersion(
                rows.GetInt32(6),
                rows.GetString(7),
                rows.GetString(8),
                rows.GetInt32(9),
                rows.GetString(10),
                rows.GetFieldValue<DateTimeOffset>(11),
                rows.TextOrNull(12)));
        }

        return documents;
    }

    public static async Task AddVersionAsync(
        WriteContext write, Guid document, int number, Guid file, string name, CancellationToken ct)
    {
        await using var insert = write.Session.Command(
            """
            insert into document_version (household_id, document_id, number, file_id, file_name, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7)
            """);
        insert.Parameters.Bind(
            write.Household.Value, document, number, file, name, write.Now.UtcDateTime, write.Caller.Account.Value);
        await insert.ExecuteNonQueryAsync(ct);
    }

    public static async Task<bool> IsPetAsync(HouseholdSession session, Guid? pet, CancellationToken ct)
    {
        if (pet is null)
            return true;
        await using var find = session.Command("select exists (select from pet where household_id = $1 and id = $2)");
        find.Parameters.Bind(session.Household.Value, pet);
        return await find.ExecuteScalarAsync(ct) is true;
    }
}
