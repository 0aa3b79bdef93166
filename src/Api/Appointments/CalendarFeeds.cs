using FastEndpoints;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Appointments;

namespace PawPal.Api.Appointments;

/// <summary>The links of a household.</summary>
internal static class CalendarFeedStore
{
    private const int Most = 10;

    private const string Insert =
        """
        insert into calendar_feed (id, household_id, token_hash, created_at)
        select $1, $2, $3, $4
        where (select count(*) from calendar_feed where household_id = $2 and revoked_at is null) < $5
        """;

    private const string Revoke =
        """
        update calendar_feed set revoked_at = $3 where household_id = $1 and id = $2 and revoked_at is null
        """;

    /// <summary>Null when the household has enough of them.</summary>
    public static async Task<CalendarFeedResponse?> AddAsync(
        HouseholdSession session, CalendarLinks links, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(now);
        await using var insert = session.Command(Insert);
        insert.Parameters.Bind(id, session.Household.Value, links.HashOf(id), now.UtcDateTime, (long)Most);
        if (await insert.ExecuteNonQueryAsync(ct) == 0)
            return null;
        session.Record("calendar.opened", id);
        return new CalendarFeedResponse(id, now, Path: null);
    }

    public static async Task<bool> RevokeAsync(
        HouseholdSession session, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var revoke = session.Command(Revoke);
        revoke.Parameters.Bind(session.Household.Value, id, now.UtcDateTime);
        if (await revoke.ExecuteNonQueryAsync(ct) == 0)
            return false;
        session.Record("calendar.revoked", id);
        return true;
    }
}

/// <summary>Which link: of the path.</summary>
internal sealed class CalendarFeedRequest
{
    public Guid FeedId { get; init; }
}

/// <summary>A write that shows a link. The answer that is kept for replays has none; it is reckoned again.</summary>
internal abstract class LinkEndpoint(IdempotentWrites writes, CalendarLinks links, TimeProvider clock)
    : Endpoint<CalendarFeedRequest, CalendarFeedResponse>, IWriteEndpoint
{
    public int SuccessStatus => StatusCodes.Status201Created;

    protected CalendarLinks Links => links;

    public override async Task HandleAsync(CalendarFeedRequest request, CancellationToken ct)
    {
        if (!ClientKey.TryRead(HttpContext.Request, out var key))
        {
            await this.ProblemAsync(Problems.IdempotencyKeyInvalid, ct);
            return;
        }

        var now = CommandTime.Now(clock);
        var outcome = await writes.RunAsync(
            HttpContext.Caller(),
            key,
            Fingerprint.Of($"POST {HttpContext.Request.Path}", ""),
            (session, token) => WriteAsync(session, request.FeedId, now, token),
            ct);
        if (outcome is WriteOutcome.Failed failed)
        {
            await this.ProblemAsync(failed.Problem, ct);
            return;
        }

        var answer = ((WriteOutcome.Answered)outcome).Answer;
        answer.MarkReplay(HttpContext);
        var feed = answer.Read<CalendarFeedResponse>();
        await Send.ResponseAsync(feed with { Path = links.PathOf(feed.Id) }, SuccessStatus, ct);
    }

    protected abstract Task<WriteResult> WriteAsync(
        HouseholdSession session, Guid feed, DateTimeOffset now, CancellationToken ct);

    protected async Task<WriteResult> OpenAsync(HouseholdSession session, DateTimeOffset now, CancellationToken ct) =>
        await CalendarFeedStore.AddAsync(session, links, now, ct) is { } feed
            ? new WriteResult.Written(WriteAnswer.Of(SuccessStatus, feed))
            : new WriteResult.Failed(Problems.CalendarsTooMany);
}

internal sealed class OpenCalendarEndpoint(IdempotentWrites writes, CalendarLinks links, TimeProvider clock)
    : LinkEndpoint(writes, links, clock)
{
    public override void Configure()
    {
        Post("calendar/feeds");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Open a secret link to the calendar");
    }

    protected override Task<WriteResult> WriteAsync(
        HouseholdSession session, Guid feed, DateTimeOffset now, CancellationToken ct) => OpenAsync(session, now, ct);
}

internal sealed class RotateCalendarEndpoint(IdempotentWrites writes, CalendarLinks links, TimeProvider clock)
    : LinkEndpoint(writes, links, clock)
{
    public override void Configure()
    {
        Post("calendar/feeds/{feedId}/rotate");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Close a link and open another");
    }

    protected override async Task<WriteResult> WriteAsync(
        HouseholdSession session, Guid feed, DateTimeOffset now, CancellationToken ct) =>
        await CalendarFeedStore.RevokeAsync(session, feed, now, ct)
            ? await OpenAsync(session, now, ct)
            : new WriteResult.Failed(Problems.CalendarUnknown);
}

internal sealed class RevokeCalendarEndpoint : WriteEndpoint<CalendarFeedRequest>
{
    public override void Configure()
    {
        Delete("calendar/feeds/{feedId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Close a link");
    }

    protected override async Task<WriteResult> WriteAsync(
        CalendarFeedRequest request, WriteContext write, CancellationToken ct) =>
        await CalendarFeedStore.RevokeAsync(write.Session, request.FeedId, write.Now, ct)
            ? new WriteResult.Written(WriteAnswer.Nothing)
            : new WriteResult.Failed(Problems.CalendarUnknown);
}

internal sealed class ListCalendarsEndpoint(HouseholdDatabase database)
    : EndpointWithoutRequest<CalendarFeedsResponse>
{
    public override void Configure()
    {
        Get("calendar/feeds");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "The links that are open, without what they are");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        await using var query = database.Query(HttpContext.Caller().Household);
        query.Add(
            """
            select id, created_at from calendar_feed where household_id = $1 and revoked_at is null
            order by created_at, id
            """).Bind(HttpContext.Caller().Household.Value);
        await using var rows = await query.ExecuteAsync(ct);
        var feeds = new List<CalendarFeedResponse>();
        while (await rows.ReadAsync(ct))
            feeds.Add(new CalendarFeedResponse(rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1), Path: null));
        await Send.OkAsync(new CalendarFeedsResponse(feeds), ct);
    }
}
