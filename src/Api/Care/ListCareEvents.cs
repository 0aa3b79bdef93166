using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Paging;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>The query of <c>GET /api/v1/care/events</c>.</summary>
internal sealed class ListCareEventsRequest
{
    [QueryParam]
    public Guid? PetId { get; init; }

    [QueryParam]
    public string? Kind { get; init; }

    [QueryParam]
    public string? Cursor { get; init; }

    [QueryParam]
    public int? Limit { get; init; }
}

internal sealed class ListCareEventsValidator : Validator<ListCareEventsRequest>
{
    public ListCareEventsValidator()
    {
        RuleFor(r => r.Kind).Must(kind => kind is null || CareKind.Exists(kind)).WithErrorCode("unknown")
            .WithMessage("Choose one of: " + string.Join(", ", CareKind.All) + ".");
        RuleFor(r => r.Limit).InclusiveBetween(1, ListCareEventsEndpoint.LongestPage).WithErrorCode("range")
            .WithMessage("Ask for 1 to 200 events.");
        RuleFor(r => r.Cursor).Must(text => text is null || PageCursor.TryParse(text, out _)).WithErrorCode("format")
            .WithMessage("Use the value of next from the page before.");
    }
}

/// <summary>The household's events, newest first, in pages.</summary>
internal sealed class ListCareEventsEndpoint(HouseholdDatabase database)
    : Endpoint<ListCareEventsRequest, CareEventPage>
{
    public const int LongestPage = 200;
    private const int UsualPage = 50;

    private const string FindPet = "select exists (select from pet where household_id = $1 and id = $2)";

    private const string FindEvents =
        $"""
        select {CareEvent.Columns}
        from care_event e
        join pet p on p.household_id = $1 and p.id = e.pet_id
        join account a on a.id = e.recorded_by
        where e.household_id = $1 and ($2::uuid is null or e.pet_id = $2) and ($3::text is null or e.kind = $3)
            and ($4::timestamptz is null or (e.occurred_at, e.id) < ($4, $5))
            and {CareEvent.Stands}
        order by e.occurred_at desc, e.id desc
        limit $6
        """;

    public override void Configure()
    {
        Get("care/events");
        this.RequireHousehold(HouseholdAccess.Read);
    }

    public override async Task HandleAsync(ListCareEventsRequest request, CancellationToken ct)
    {
        var household = HttpContext.Caller().Household.Value;
        var limit = request.Limit ?? UsualPage;
        PageCursor? from = request.Cursor is { } text && PageCursor.TryParse(text, out var cursor) ? cursor : null;
        await using var query = database.Query(HttpContext.Caller());
        query.Add(FindPet).Bind(household, request.PetId);
        query.Add(FindEvents)
            .Bind(household, request.PetId, request.Kind)
            .Bind(from?.At.UtcDateTime, from?.Id, limit + 1);
        await using var rows = await query.ExecuteAsync(ct);
        await rows.ReadAsync(ct);
        if (request.PetId is not null && !rows.GetBoolean(0))
        {
            await this.ProblemAsync(Problems.PetUnknown, ct);
            return;
        }

        await rows.NextResultAsync(ct);
        var events = (await CareEvent.ReadAllAsync(rows, ct)).Select(e => e.Response).ToList();
        var page = events.Take(limit).ToList();
        var next = events.Count > limit ? new PageCursor(page[^1].OccurredAt, page[^1].Id).ToString() : null;
        await Send.OkAsync(new CareEventPage(page, next), ct);
    }
}
