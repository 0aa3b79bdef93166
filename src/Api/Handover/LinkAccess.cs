using FastEndpoints;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Sessions;

namespace PawPal.Api.Handover;

/// <summary>Endpoint metadata: whoever brings a handover link may call it. <see cref="LinkScope"/> enforces
/// it.</summary>
internal sealed record LinkAccess(bool Logs);

/// <summary>Who acts by a link: <see cref="HouseholdCaller"/> of the account that gave it, under the link's
/// name.</summary>
internal sealed record LinkCaller(Guid Id, string Name, bool MayLog);

internal static class LinkToken
{
    public static readonly BearerSecret Secret = new("pawpal_link_");
}

/// <summary>Finds what a link may do: asked of the database each time, so that a closed one is out at once.</summary>
internal sealed class LinkScope(NpgsqlDataSource source, TimeProvider clock)
{
    private const string Find =
        """
        select l.id, l.name, l.may_log, l.created_by, a.display_name, l.household_id, h.name, h.time_zone, h.is_demo
        from handover_link l
        join account a on a.id = l.created_by
        join membership m on m.account_id = l.created_by and m.household_id = l.household_id
            and m.role in ('owner', 'carer') and (m.ends_at is null or m.ends_at > $2)
        join household h on h.id = l.household_id
        where l.token_hash = $1 and l.revoked_at is null and l.expires_at > $2
        """;

    // The link says whose it is; until then no membership may be seen.
    private const string BecomeGiver =
        """
        select set_config('pawpal.account_id', created_by::text, true) from handover_link
        where token_hash = $1 and revoked_at is null and expires_at > $2
        """;

    /// <summary>Runs before the endpoint; answers the request itself when the link may not pass.</summary>
    public static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<LinkAccess>() is not { } access)
        {
            await next(http);
            return;
        }

        var scope = http.RequestServices.GetRequiredService<LinkScope>();
        if (LinkToken.Secret.Read(http.Request) is not { } hash
            || await scope.FindAsync(hash, http.RequestAborted) is not var (link, caller))
            await http.ProblemAsync(Problems.HandoverLinkUnknown);
        else if (access.Logs && !link.MayLog)
            await http.ProblemAsync(Problems.HandoverLinkReadOnly);
        else
        {
            http.Features.Set(caller);
            http.Features.Set(link);
            await next(http);
        }
    }

    private async Task<(LinkCaller Link, HouseholdCaller Caller)?> FindAsync(byte[] hash, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        var set = new NpgsqlBatchCommand("select set_config('pawpal.handover_link', $1, true)");
        set.Parameters.Bind(Convert.ToHexStringLower(hash));
        batch.BatchCommands.Add(set);
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var sql in (string[])[BecomeGiver, Find])
        {
            var statement = new NpgsqlBatchCommand(sql);
            statement.Parameters.Bind(hash, now);
            batch.BatchCommands.Add(statement);
        }

        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        await row.NextResultAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        return (
            new LinkCaller(row.GetGuid(0), row.GetString(1), row.GetBoolean(2)),
            new HouseholdCaller(
                new AccountId(row.GetGuid(3)),
                row.GetString(4),
                new HouseholdId(row.GetGuid(5)),
                row.GetString(6),
                row.GetBoolean(2) ? HouseholdRole.Sitter : HouseholdRole.Viewer,
                TimeZoneInfo.FindSystemTimeZoneById(row.GetString(7)),
                row.GetBoolean(8)));
    }
}

internal static class LinkAccessExtensions
{
    /// <summary>
    /// Call it in <c>Configure</c> of an endpoint that people without an account use. The handler then finds
    /// <see cref="HouseholdAccessExtensions.Caller"/> and <see cref="Link"/>.
    /// </summary>
    public static void RequireLink(this BaseEndpoint endpoint, bool logs) =>
        endpoint.Definition.Options(route => route.WithMetadata(new LinkAccess(logs)).AllowAnonymous());

    public static LinkCaller Link(this HttpContext http) =>
        http.Features.Get<LinkCaller>()
        ?? throw new InvalidOperationException("This endpoint did not ask for a link.");
}
