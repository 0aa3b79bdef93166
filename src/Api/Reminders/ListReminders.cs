using FastEndpoints;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Paging;
using PawPal.Contracts.Paging;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Reminders;

/// <summary>The query of <c>GET /api/v1/reminders</c>.</summary>
internal sealed class ListRemindersRequest
{
    /// <summary>Also those that were put away.</summary>
    [QueryParam]
    public bool? Archived { get; init; }

    [QueryParam]
    public string? Cursor { get; init; }

    [QueryParam]
    public int? Limit { get; init; }
}

internal sealed class ListRemindersValidator : Validator<ListRemindersRequest>
{
    public ListRemindersValidator()
    {
        RuleFor(r => r.Limit).PageLimit();
        RuleFor(r => r.Cursor).PageCursor();
    }
}

internal sealed class ListRemindersEndpoint(HouseholdDatabase database)
    : Endpoint<ListRemindersRequest, Page<ReminderResponse>>
{
    private const string FindAll =
        $"""
        select {Reminder.Columns} from reminder r
        where r.household_id = $1 and (r.state <> 'archived' or $2)
            and ($3::timestamptz is null or (r.created_at, r.id) < ($3, $4))
        order by r.created_at desc, r.id desc
        limit $5
        """;

    public override void Configure()
    {
        Get("reminders");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The household's reminders, newest first");
    }

    public override async Task HandleAsync(ListRemindersRequest request, CancellationToken ct)
    {
        var limit = request.Limit ?? PageRules.Usual;
        var from = PageRules.Read(request.Cursor);
        await using var query = database.Query(HttpContext.Caller().Household);
        query.Add(FindAll).Bind(
            HttpContext.Caller().Household.Value, request.Archived ?? false, from?.At.UtcDateTime, from?.Id, limit + 1);
        await using var rows = await query.ExecuteAsync(ct);
        var found = new List<ReminderResponse>();
        while (await rows.ReadAsync(ct))
            found.Add(Reminder.Read(rows).Response);
        await Send.OkAsync(PageRules.Of(found, limit, last => new PageCursor(last.CreatedAt, last.Id)), ct);
    }
}

/// <summary>The path of <c>GET /api/v1/reminders/{reminderId}</c>.</summary>
internal sealed class GetReminderRequest
{
    public Guid ReminderId { get; init; }
}

internal sealed class GetReminderEndpoint(HouseholdDatabase database)
    : Endpoint<GetReminderRequest, ReminderResponse>
{
    private const string Find =
        $"select {Reminder.Columns} from reminder r where r.household_id = $1 and r.id = $2";

    public override void Configure()
    {
        Get("reminders/{reminderId}");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "One reminder");
    }

    public override async Task HandleAsync(GetReminderRequest request, CancellationToken ct)
    {
        await using var query = database.Query(HttpContext.Caller().Household);
        query.Add(Find).Bind(HttpContext.Caller().Household.Value, request.ReminderId);
        await using var row = await query.ExecuteAsync(ct);
        if (await row.ReadAsync(ct))
            await this.OkVersionedAsync(Reminder.Read(row).Response, ct);
        else
            await this.ProblemAsync(Problems.ReminderUnknown, ct);
    }
}
