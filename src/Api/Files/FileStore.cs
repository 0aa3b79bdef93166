using System.Security.Cryptography;
using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Files;

/// <summary>Content as it was given.</summary>
internal sealed record StoredFile(Guid Id, string ContentType, byte[] Sha256, byte[] Content);

/// <summary>Keeps uploaded content, encrypted, beside the rows that refer to it.</summary>
internal sealed class FileStore(FileKeys keys)
{
    private const string Insert =
        """
        insert into stored_file
            (id, household_id, content_type, bytes, sha256, key_id, wrapped_key, content, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do nothing
        """;

    private const string Find =
        """
        select content_type, sha256, key_id, wrapped_key, content from stored_file
        where household_id = $1 and id = $2
        """;

    /// <summary>In the caller's transaction: without its commit nothing stays.</summary>
    public async Task<Guid> AddAsync(
        HouseholdSession session, string contentType, byte[] content, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(now);
        await AddAsync(session, id, contentType, content, now, ct);
        return id;
    }

    /// <summary>The same under an id that is known already; what stands there stays.</summary>
    public async Task AddAsync(
        HouseholdSession session, Guid id, string contentType, byte[] content, DateTimeOffset now, CancellationToken ct)
    {
        var context = ContextOf(session.Household, id);
        var key = FileKeys.NewKey();
        var (keyId, wrapped) = keys.Wrap(key, context);
        await using var insert = session.Command(Insert);
        insert.Parameters
            .Bind(id, session.Household.Value, contentType, content.Length, SHA256.HashData(content), keyId, wrapped)
            .Bind(FileKeys.Seal(key, content, context), now.UtcDateTime);
        await insert.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Null when the household has no such file.</summary>
    /// <exception cref="CryptographicException">The server has not its key, or the row was tampered with.</exception>
    public async Task<StoredFile?> FindAsync(
        HouseholdDatabase database, HouseholdId household, Guid id, CancellationToken ct)
    {
        await using var query = database.Query(household);
        query.Add(Find).Bind(household.Value, id);
        await using var row = await query.ExecuteAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        var context = ContextOf(household, id);
        var key = keys.Unwrap(row.GetString(2), row.GetFieldValue<byte[]>(3), context);
        return new StoredFile(
            id,
            row.GetString(0),
            row.GetFieldValue<byte[]>(1),
            FileKeys.Open(key, row.GetFieldValue<byte[]>(4), context));
    }

    public static async Task DeleteAsync(HouseholdSession session, IReadOnlyList<Guid> files, CancellationToken ct)
    {
        await using var delete = session.Command("delete from stored_file where household_id = $1 and id = any($2)");
        delete.Parameters.Bind(session.Household.Value, files.ToArray());
        await delete.ExecuteNonQueryAsync(ct);
    }

    // Sealed into each file, so that rows cannot be swapped between files or households.
    private static byte[] ContextOf(HouseholdId household, Guid file) =>
        [.. household.Value.ToByteArray(bigEndian: true), .. file.ToByteArray(bigEndian: true)];
}
