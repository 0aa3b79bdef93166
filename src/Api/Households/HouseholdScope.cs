using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Sessions;
using PawPal.Contracts.Households;

namespace PawPal.Api.Households;

/// <summary>The one place that answers: may this caller act for this household, and as what?</summary>
/// <remarks>
/// The access token names the account only. Membership is asked of Postgres on each request, so who has been removed is
/// out at once. An unknown household, a malformed id and somebody else's household get one and the same answer.
/// </remarks>
internal sealed class HouseholdScope(NpgsqlDataSource source, TimeProvider clock)
{
    internal const string FindMembership =
        """
        select s.id, a.display_name, h.id, h.name, h.time_zone, h.is_demo, m.role, a.weight_unit, a.distance_unit
        from account a
        left join session s on s.account_id = a.id and s.id = $2 and s.ended_at is null
        left join lateral (
            select household_id, role from membership
            where account_id = a.id and ($3::uuid is null or household_id = $3) and (ends_at is null or ends_at > $4)
            order by joined_at, household_id
            limit 1) m on true
        left join household h on h.id = m.household_id
        where a.id = $1
        """;

    private const string FindAccount =
        """
        select a.display_name from account a
        join session s on s.account_id = a.id and s.id = $2 and s.ended_at is null
        where a.id = $1
        """;

    // The token says who it is; until then no membership may be seen.
    private const string BecomeTokensAccount =
        """
        select set_config('pawpal.account_id', account_id::text, true) from personal_token
        where token_hash = $1 and revoked_at is null and expires_at > $2
        """;

    private const string FindTokensMembership =
        """
        select t.account_id, a.display_name, h.id, h.name, h.time_zone, h.is_demo, m.role, t.scope, a.weight_unit,
            a.distance_unit
        from personal_token t
        join account a on a.id = t.account_id
        left join lateral (
            select household_id, role from membership
            where account_id = t.account_id and ($3::uuid is null or household_id = $3)
                and (t.only_household is null or household_id = t.only_household) and (ends_at is null or ends_at > $2)
            order by joined_at, household_id
            limit 1) m on true
        left join household h on h.id = m.household_id
        where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2
        """;

    private const string NoteUse =
        """
        update personal_token set last_used_at = $2
        where token_hash = $1 and (last_used_at is null or last_used_at < $2 - interval '5 minutes')
        """;

    /// <param name="wanted">Null for the household that the account joined first.</param>
    public async Task<ScopeAnswer> FindAsync(
        AccountId account, SessionId session, HouseholdId? wanted, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        var asAccount = new NpgsqlBatchCommand("select set_config('pawpal.account_id', $1, true)");
        asAccount.Parameters.Bind(account.ToString());
        var find = new NpgsqlBatchCommand(FindMembership);
        find.Parameters.Bind(account.Value, session.Value, wanted?.Value, clock.GetUtcNow().UtcDateTime);
        batch.BatchCommands.Add(asAccount);
        batch.BatchCommands.Add(find);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        if (!await reader.ReadAsync(ct) || await reader.IsDBNullAsync(0, ct))
            return new ScopeAnswer.SessionEnded();
        if (await reader.IsDBNullAsync(2, ct))
            return new ScopeAnswer.Stranger();
        return new ScopeAnswer.Member(new HouseholdCaller(
            account,
            reader.GetString(1),
            new HouseholdId(reader.GetGuid(2)),
            reader.GetString(3),
            HouseholdRoles.Parse(reader.GetString(6)),
            TimeZoneInfo.FindSystemTimeZoneById(reader.GetString(4)),
            reader.GetBoolean(5))
        {
            Units = Units.Of(reader.GetString(7), reader.GetString(8)),
        });
    }

    /// <summary>The same for a personal token, whose scope bounds the person's role.</summary>
    public async Task<ScopeAnswer> FindAsync(byte[] tokenHash, HouseholdId? wanted, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var batch = source.CreateBatch();
        foreach (var sql in new[] { BecomeTokensAccount, FindTokensMembership, NoteUse })
        {
            var statement = new NpgsqlBatchCommand(sql);
            statement.Parameters.Bind(tokenHash, now);
            if (sql == FindTokensMembership)
                statement.Parameters.Bind(wanted?.Value);
            batch.BatchCommands.Add(statement);
        }

        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        if (!await reader.ReadAsync(ct))
            return new ScopeAnswer.SessionEnded();
        if (await reader.IsDBNullAsync(2, ct))
            return new ScopeAnswer.Stranger();
        var role = HouseholdRoles.Parse(reader.GetString(6));
        var most = reader.GetString(7) switch
        {
            "read" => HouseholdRole.Viewer,
            "log" => HouseholdRole.Sitter,
            _ => HouseholdRole.Carer,
        };
        return new ScopeAnswer.Member(new HouseholdCaller(
            new AccountId(reader.GetGuid(0)),
            reader.GetString(1),
            new HouseholdId(reader.GetGuid(2)),
            reader.GetString(3),
            role < most ? role : most,
            TimeZoneInfo.FindSystemTimeZoneById(reader.GetString(4)),
            reader.GetBoolean(5))
        {
            Units = Units.Of(reader.GetString(8), reader.GetString(9)),
        });
    }

    /// <summary>Null when the session has ended.</summary>
    public async Task<AccountCaller?> FindAsync(AccountId account, SessionId session, CancellationToken ct)
    {
        await using var find = source.CreateCommand(FindAccount);
        find.Parameters.Bind(account.Value, session.Value);
        return await find.ExecuteScalarAsync(ct) is string name ? new AccountCaller(account, session, name) : null;
    }

    /// <summary>Runs before the endpoint; answers the request itself when the caller may not pass.</summary>
    public static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<AccountAccess>() is not null)
            await GuardAccountAsync(http, next);
        else if (metadata?.GetMetadata<HouseholdAccess>() is { } access)
            await GuardHouseholdAsync(http, next, access);
        else
            await next(http);
    }

    private static async Task GuardAccountAsync(HttpContext http, RequestDelegate next)
    {
        var scope = http.RequestServices.GetRequiredService<HouseholdScope>();
        if (http.User.PersonalTokenHash() is not null)
        {
            await http.ProblemAsync(Problems.TokenNotEnough);
            return;
        }

        if (http.User.AccountId() is not { } account || http.User.SessionId() is not { } session
            || await scope.FindAsync(account, session, http.RequestAborted) is not { } caller)
        {
            await http.ProblemAsync(Problems.NotSignedIn);
            return;
        }

        http.Features.Set(caller);
        await next(http);
    }

    private static async Task GuardHouseholdAsync(HttpContext http, RequestDelegate next, HouseholdAccess access)
    {
        switch (await AskAsync(http))
        {
            case ScopeAnswer.Member(var caller) when caller.Role >= access.AtLeast:
                http.Features.Set(caller);
                await next(http);
                break;
            case ScopeAnswer.Member:
                await http.ProblemAsync(Problems.RoleTooLow);
                break;
            case ScopeAnswer.Stranger:
                await http.ProblemAsync(Problems.HouseholdUnknown);
                break;
            default:
                await http.ProblemAsync(Problems.NotSignedIn);
                break;
        }
    }

    private static Task<ScopeAnswer> AskAsync(HttpContext http)
    {
        // A malformed id finds nothing, as an unknown one does; the session is still asked for.
        var wanted = ReadWanted(http.Request);
        var scope = http.RequestServices.GetRequiredService<HouseholdScope>();
        if (http.User.PersonalTokenHash() is { } token)
            return scope.FindAsync(token, wanted, http.RequestAborted);
        return http.User.AccountId() is { } account && http.User.SessionId() is { } session
            ? scope.FindAsync(account, session, wanted, http.RequestAborted)
            : Task.FromResult<ScopeAnswer>(new ScopeAnswer.SessionEnded());
    }

    private static HouseholdId? ReadWanted(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(HouseholdHeader.Name, out var values))
            return null;
        return values.Count == 1 && HouseholdId.TryParse(values[0], out var id) ? id : new HouseholdId(Guid.Empty);
    }
}

/// <summary>What <see cref="HouseholdScope"/> found.</summary>
internal abstract record ScopeAnswer
{
    public sealed record Member(HouseholdCaller Caller) : ScopeAnswer;

    /// <summary>The account does not belong to the household, or there is none.</summary>
    public sealed record Stranger : ScopeAnswer;

    /// <summary>The session of the access token has ended, or its account is gone.</summary>
    public sealed record SessionEnded : ScopeAnswer;
}
