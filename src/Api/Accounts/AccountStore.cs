using Microsoft.AspNetCore.Identity;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Sessions;
using PawPal.Api.Text;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class AccountStore(
    NpgsqlDataSource source,
    HouseholdDatabase households,
    SessionStore sessions,
    Passwords passwords,
    TimeProvider clock)
{
    /// <summary>A person, their household and their first session. Null when the address is taken.</summary>
    public async Task<TokenResponse?> RegisterAsync(RegisterRequest request, CancellationToken ct)
    {
        var hash = await passwords.HashAsync(request.Password, ct);
        var account = AccountId.New();
        var now = clock.GetUtcNow();
        await using var transaction = await households.OpenAsync(HouseholdId.New(), ct, account);
        await using var insert = transaction.Command(
            """
            insert into account (id, email, password_hash, display_name, created_at) values ($1, $2, $3, $4, $5)
            on conflict (lower(email)) do nothing
            """);
        insert.Parameters.Bind(account.Value, request.Email.Trim(), hash, PlainText.Clean(request.DisplayName), now);
        if (await insert.ExecuteNonQueryAsync(ct) == 0)
            return null;
        await NewHousehold.InsertAsync(
            transaction, account, PlainText.Clean(request.HouseholdName), request.TimeZone, isDemo: false, now, ct);
        var tokens = await sessions.StartAsync(transaction.Connection, account, isDemo: false, ct);
        await transaction.CommitAsync(ct);
        return tokens;
    }

    /// <summary>A new session. Null when the address is unknown or the password is wrong.</summary>
    public async Task<TokenResponse?> LogInAsync(LogInRequest request, CancellationToken ct)
    {
        var (account, hash) = await FindAsync(request.Email.Trim(), ct);
        var result = await passwords.VerifyAsync(hash, request.Password, ct);
        if (result == PasswordVerificationResult.Failed)
            return null;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
            await RehashAsync(account, request.Password, ct);
        return await sessions.StartAsync(account, isDemo: false, ct);
    }

    private async Task<(AccountId Account, string? Hash)> FindAsync(string email, CancellationToken ct)
    {
        await using var find = source.CreateCommand(
            "select id, password_hash from account where lower(email) = lower($1)");
        find.Parameters.Bind(email);
        await using var reader = await find.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? (new AccountId(reader.GetGuid(0)), reader.GetString(1))
            : default((AccountId, string?));
    }

    private async Task RehashAsync(AccountId account, string password, CancellationToken ct)
    {
        await using var update = source.CreateCommand("update account set password_hash = $2 where id = $1");
        update.Parameters.Bind(account.Value, await passwords.HashAsync(password, ct));
        await update.ExecuteNonQueryAsync(ct);
    }
}
