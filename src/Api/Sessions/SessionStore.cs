using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Sessions;

/// <summary>Starts, renews and ends sessions.</summary>
internal sealed class SessionStore(
    NpgsqlDataSource source, SessionTokens tokens, TimeProvider clock, ILogger<SessionStore> log)
{
    private const string StartSession =
        """
        with started as (
            insert into session (id, account_id, started_at, expires_at) values ($1, $2, $3, $4) returning id)
        insert into refresh_token (token_hash, session_id, issued_at, expires_at)
        select $5, id, $3, $4 from started
        """;

    // One statement, so two renewals with one token cannot both win: the second waits for the row, finds it used.
    private const string RenewSession =
        """
        with used as (
            update refresh_token t set used_at = $2
            from session s join account a on a.id = s.account_id
            where t.token_hash = $1 and t.used_at is null and t.expires_at > $2
                and s.id = t.session_id and s.ended_at is null
            returning s.id as session_id, s.account_id, case when a.is_demo then $5 else $4 end as expires_at),
        extended as (
            update session s set expires_at = u.expires_at from used u where s.id = u.session_id),
        issued as (
            insert into refresh_token (token_hash, session_id, issued_at, expires_at)
            select $3, session_id, $2, expires_at from used)
        select session_id, account_id, expires_at from used
        """;

    private const string EndReplayedSession =
        """
        update session s set ended_at = $2
        from refresh_token t
        where t.token_hash = $1 and t.used_at is not null and s.id = t.session_id and s.ended_at is null
        """;

    private const string EndSession =
        """
        update session s set ended_at = $2
        from refresh_token t
        where t.token_hash = $1 and s.id = t.session_id and s.ended_at is null
        """;

    /// <summary>Starts a session within a transaction of the caller.</summary>
    public async Task<TokenResponse> StartAsync(
        NpgsqlConnection connection, AccountId account, bool isDemo, CancellationToken ct)
    {
        var id = SessionId.New();
        var (token, hash) = SessionTokens.NewRefreshToken();
        var expires = tokens.RefreshExpiry(isDemo);
        await using var start = new NpgsqlCommand(StartSession, connection);
        start.Parameters.Bind(id.Value, account.Value, clock.GetUtcNow(), expires, hash);
        await start.ExecuteNonQueryAsync(ct);
        return tokens.Pair(account, id, token, expires);
    }

    public async Task<TokenResponse> StartAsync(AccountId account, bool isDemo, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await StartAsync(connection, account, isDemo, ct);
    }

    /// <summary>
    /// Takes a refresh token for a new pair. Null when it is unknown, expired, of an ended session, or used before; the
    /// last also ends the session, because one of its two users stole it.
    /// </summary>
    public async Task<TokenResponse?> RenewAsync(string refreshToken, CancellationToken ct)
    {
        var (token, hash) = SessionTokens.NewRefreshToken();
        var presented = SessionTokens.HashOf(refreshToken);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var renew = new NpgsqlCommand(RenewSession, connection))
        {
            renew.Parameters.Bind(
                presented,
                clock.GetUtcNow(),
                hash,
                tokens.RefreshExpiry(isDemo: false),
                tokens.RefreshExpiry(isDemo: true));
            await using var reader = await renew.ExecuteReaderAsync(ct);
            if (await reader.ReadAsync(ct))
            {
                return tokens.Pair(
                    new AccountId(reader.GetGuid(1)),
                    new SessionId(reader.GetGuid(0)),
                    token,
                    await reader.GetFieldValueAsync<DateTimeOffset>(2, ct));
            }
        }

        if (await EndAsync(connection, EndReplayedSession, presented, ct))
            log.RefreshTokenReplayed();
        return null;
    }

    /// <summary>Ends the session that the token descends from. Nothing happens when there is none.</summary>
    public async Task EndAsync(string refreshToken, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await EndAsync(connection, EndSession, SessionTokens.HashOf(refreshToken), ct);
    }

    private async Task<bool> EndAsync(NpgsqlConnection connection, string sql, byte[] hash, CancellationToken ct)
    {
        await using var end = new NpgsqlCommand(sql, connection);
        end.Parameters.Bind(hash, clock.GetUtcNow());
        return await end.ExecuteNonQueryAsync(ct) > 0;
    }
}
