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
internal sealed class HouseholdScope(NpgsqlDataSource source)
{
    private const string FindMembership =
        """
        select s.id, a.display_name, h.id, h.name, h.time_zone, h.is_demo, m.role
        from account a
        left join session s on s.account_id = a.id and s.id = $2 and s.ended_at is null
        left join lateral (
            select household_id, role from membership
            where account_id = a.id and ($3::uuid is null or household_id = $3)
            order by joined_at, household_id
            limit 1) m on true
        left join household h on h.id = m.household_id
        where a.id = $1
        """;

    /// <param name="wanted">Null for the household that the account joined first.</param>
    public async Task<ScopeAnswer> FindAsync(
        AccountId account, SessionId session, HouseholdId? wanted, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        var asAccount = new NpgsqlBatchCommand("select set_config('pawpal.account_id', $1, true)");
        asAccount.Parameters.Bind(account.ToString());
        var find = new NpgsqlBatchCommand(FindMembership);
        find.Parameters.Bind(account.Value, session.Value, wanted?.Value);
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
            reader.GetBoolean(5)));
    }

    /// <summary>Runs before the endpoint; answers the request itself when the caller may not pass.</summary>
    public static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<HouseholdAccess>() is not { } access)
        {
            await next(http);
            return;
        }

        if (http.User.AccountId() is not { } account || http.User.SessionId() is not { } session)
        {
            await http.ProblemAsync(Problems.NotSignedIn);
            return;
        }

        // A malformed id finds nothing, as an unknown one does; the session is still asked for.
        var wanted = ReadWanted(http.Request);
        var scope = http.RequestServices.GetRequiredService<HouseholdScope>();
        switch (await scope.FindAsync(account, session, wanted, http.RequestAborted))
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
