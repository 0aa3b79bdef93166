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

    /// <summary>Account of the person who logged it.</summary>
    [QueryParam]
    public Guid? By { get; init; }

    [QueryParam]
    public DateTimeOffset? From { get; init; }

    /// <summary>Not included.</summary>
    [QueryParam]
    public DateTimeOffset? To { get; init; }

    /// <summary>Words of the note, the food, the medicine or what was done.</summary>
    [QueryParam]
    public string? Search { get; init; }

    [QueryParam]
    public string? Cursor { get; init; }

    [QueryParam]
    public int? Limit { get; init; }
}

internal sealed class ListCareEventsValidator : Validator<ListCareEventsRequest>
{
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public ListCareEventsValidator()
    {
        RuleFor(r => r.Kind).Must(kind => kind is null || CareKind.Exists(kind)).WithErrorCode("unknown")
            .WithMessage("Choose one of: " + string.Join(", ", CareKind.All) + ".");
        RuleFor(r => r.Limit).PageLimit();
        RuleFor(r => r.Cursor).PageCursor();
        RuleFor(r => r.From).InclusiveBetween(Earliest, Latest).WithMessage("Between the years 1900 and 2200.");
        RuleFor(r => r.To).InclusiveBetween(Earliest, Latest).WithMessage("Between the years 1900 and 2200.");
        RuleFor(r => r.Search).Length(1, 100)
            .Must(text => text is null || !text.Contains('\0', StringComparison.Ordinal)).WithErrorCode("characters")
            .WithMessage("Use letters, digits and signs.");
    }
}

/// <summary>The household's events, newest first, in pages.</summary>
internal sealed class ListCareEventsEndpoint(HouseholdDatabase database)
    : Endpoint<ListCareEventsRequest, CareEventPage>
{
    internal const string FindPet = "select exists (select from pet where household_id = $1 and id = $2)";

    internal const string FindEvents =
        $"""
        select {CareEvent.Columns}
        from care_event e
        join pet p on p.household_id = $1 and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        where e.household_id = $1 and ($2::uuid is null or e.pet_id = $2) and ($3::text is null or e.kind = $3)
            and ($4::timestamptz is null or (e.occurred_at, e.id) < ($4, $5))
            and ($6::uuid is null or e.recorded_by = $6)
            and ($7::timestamptz is null or e.occurred_at >= $7) and ($8::timestamptz is null or e.occurred_at < $8)
            and ($9::text is null
                or strpos(lower(concat_ws(' ', e.note, e.food, e.medication, e.dose, e.what)), lower($9)) > 0)
            and {CareEvent.Stands}
        order by e.occurred_at desc, e.id desc
        limit $10
        """;

    public override void Configure()
    {
        Get("care/events");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The household's events, newest first");
    }

    public override async Task HandleAsync(ListCareEventsRequest request, CancellationToken ct)
    {
        var household = HttpContext.Caller().Household.Value;
        var limit = request.Limit ?? PageRules.Usual;
        var from = PageRules.Read(request.Cursor);
        await using var query = database.Query(HttpContext.Caller());
        query.Add(FindPet).Bind(household, request.PetId);
        query.Add(FindEvents)
            .Bind(household, request.PetId, request.Kind)
            .Bind(from?.At.UtcDateTime, from?.Id)
            .Bind(request.By, request.From?.UtcDateTime, request.To?.UtcDateTime, request.Search, limit + 1);
        await using var rows = await query.ExecuteAsync(ct);
        await rows.ReadAsync(ct);
        if (request.PetId is not null && !rows.GetBoolean(0))
        {
            await this.ProblemAsync(Problems.PetUnknown, ct);
            return;
        }

        await rows.NextResultAsync(ct);
        var events = (await CareEvent.ReadAllAsync(rows, ct)).Select(e => e.Response).ToList();
        var page = PageRules.Of(events, limit, last => new PageCursor(last.OccurredAt, last.Id));
        await Send.OkAsync(new CareEventPage(page.Items, page.Next), ct);
    }
}
