using FastEndpoints;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Paging;
using PawPal.Contracts.Notifications;

namespace PawPal.Api.Notifications;

/// <summary>The query of <c>GET /api/v1/notices</c>.</summary>
internal sealed class ListNoticesRequest
{
    /// <summary>True for those that were not read yet.</summary>
    [QueryParam]
    public bool? Unread { get; init; }

    [QueryParam]
    public string? Cursor { get; init; }

    [QueryParam]
    public int? Limit { get; init; }
}

internal sealed class ListNoticesValidator : Validator<ListNoticesRequest>
{
    public ListNoticesValidator()
    {
        RuleFor(r => r.Limit).PageLimit();
        RuleFor(r => r.Cursor).PageCursor();
    }
}

internal sealed class ListNoticesEndpoint(HouseholdDatabase database) : Endpoint<ListNoticesRequest, NoticesResponse>
{
    private const string Count =
        "select count(*)::int from notice where household_id = $1 and account_id = $2 and read_at is null";

    private const string Find =
        """
        select id, kind, title, body, link, urgent, created_at, read_at from notice
        where household_id = $1 and account_id = $2 and ($3 = false or read_at is null)
            and ($4::timestamptz is null or (created_at, id) < ($4, $5))
        order by created_at desc, id desc limit $6
        """;

    public override void Configure()
    {
        Get("notices");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "What the caller was told, newest first");
    }

    public override async Task HandleAsync(ListNoticesRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var limit = request.Limit ?? PageRules.Usual;
        var from = PageRules.Read(request.Cursor);
        await using var query = database.Query(caller.Household);
        query.Add(Count).Bind(caller.Household.Value, caller.Account.Value);
        query.Add(Find)
            .Bind(caller.Household.Value, caller.Account.Value, request.Unread ?? false)
            .Bind(from?.At.UtcDateTime, from?.Id, limit + 1);
        await using var row = await query.ExecuteAsync(ct);
        await row.ReadAsync(ct);
        var unread = row.GetInt32(0);
        await row.NextResultAsync(ct);
        var notices = new List<NoticeResponse>();
        while (await row.ReadAsync(ct))
        {
            notices.Add(new NoticeResponse(
                row.GetGuid(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.TextOrNull(4),
                row.GetBoolean(5),
                row.GetFieldValue<DateTimeOffset>(6),
                row.MomentOrNull(7)));
        }

        var page = PageRules.Of(notices, limit, last => new PageCursor(last.CreatedAt, last.Id));
        await Send.OkAsync(new NoticesResponse(page.Items, unread, page.Next), ct);
    }
}

/// <summary>The path of <c>POST /api/v1/notices/{noticeId}/read</c>.</summary>
internal sealed record NoticeRequest(Guid NoticeId);

internal sealed class ReadNoticeEndpoint : WriteEndpoint<NoticeRequest>
{
    public override void Configure()
    {
        Post("notices/{noticeId}/read");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Mark a notice as read");
    }

    protected override async Task<WriteResult> WriteAsync(
        NoticeRequest request, WriteContext write, CancellationToken ct)
    {
        await using var read = write.Session.Command(
            """
            update notice set read_at = coalesce(read_at, $4) where household_id = $1 and account_id = $2 and id = $3
            """);
        read.Parameters.Bind(
            write.Household.Value, write.Caller.Account.Value, request.NoticeId, write.Now.UtcDateTime);
        return await read.ExecuteNonQueryAsync(ct) == 1
            ? new WriteResult.Written(WriteAnswer.Nothing)
            : new WriteResult.Failed(Problems.NoticeUnknown);
    }
}

internal sealed class ReadAllNoticesEndpoint : WriteEndpoint<EmptyRequest>
{
    public override void Configure()
    {
        Post("notices/read-all");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Mark all of the caller's notices as read");
    }

    protected override async Task<WriteResult> WriteAsync(
        EmptyRequest request, WriteContext write, CancellationToken ct)
    {
        await using var read = write.Session.Command(
            "update notice set read_at = $3 where household_id = $1 and account_id = $2 and read_at is null");
        read.Parameters.Bind(write.Household.Value, write.Caller.Account.Value, write.Now.UtcDateTime);
        await read.ExecuteNonQueryAsync(ct);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}
