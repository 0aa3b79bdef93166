using FastEndpoints;
using FluentValidation;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Paging;
using PawPal.Contracts.Appointments;
using PawPal.Contracts.Paging;

namespace PawPal.Api.Appointments;

/// <summary>The query of <c>GET /api/v1/appointments</c>.</summary>
internal sealed class ListAppointmentsRequest
{
    /// <summary>First day, by the household's calendar; today when it is left out.</summary>
    [QueryParam]
    public DateOnly? From { get; init; }

    /// <summary>Last day, included.</summary>
    [QueryParam]
    public DateOnly? To { get; init; }

    [QueryParam]
    public Guid? PetId { get; init; }

    /// <summary>Also those that were called off.</summary>
    [QueryParam]
    public bool? Cancelled { get; init; }

    [QueryParam]
    public string? Cursor { get; init; }

    [QueryParam]
    public int? Limit { get; init; }
}

internal sealed class ListAppointmentsValidator : Validator<ListAppointmentsRequest>
{
    public ListAppointmentsValidator()
    {
        RuleFor(r => r.From).Must(IsDay).WithErrorCode("range").WithMessage("Use a year from 1900 to 2200.");
        RuleFor(r => r.To).Must(IsDay).WithErrorCode("range").WithMessage("Use a year from 1900 to 2200.");
        RuleFor(r => r.To).Must((request, to) => to >= request.From).WithErrorCode("range")
            .WithMessage("The last day is not before the first.").When(r => r is { From: not null, To: not null });
        RuleFor(r => r.Limit).PageLimit();
        RuleFor(r => r.Cursor).PageCursor();
    }

    private static bool IsDay(DateOnly? day) => day is null || day.Value.Year is >= 1900 and <= 2200;
}

internal sealed class ListAppointmentsEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<ListAppointmentsRequest, Page<AppointmentResponse>>
{
    private static readonly DateOnly LastDay = new(2200, 12, 31);

    private const string FindAll =
        $"""
        select {Appointment.Columns} from appointment t
        where t.household_id = $1 and t.ends_at > $2 and t.starts_at < $3 and (t.state = 'planned' or $4)
            and ($5::uuid is null or exists (select from appointment_pet ap
                where ap.household_id = $1 and ap.appointment_id = t.id and ap.pet_id = $5))
            and ($6::timestamptz is null or (t.starts_at, t.id) > ($6, $7))
        order by t.starts_at, t.id
        limit $8
        """;

    public override void Configure()
    {
        Get("appointments");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Appointments of a time, the nearest first");
    }

    public override async Task HandleAsync(ListAppointmentsRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var limit = request.Limit ?? PageRules.Usual;
        var cursor = PageRules.Read(request.Cursor);
        var from = caller.TimeZone.StartOf(request.From ?? caller.LocalDate(clock.GetUtcNow()));
        var to = caller.TimeZone.StartOf((request.To ?? LastDay).AddDays(1));
        await using var query = database.Query(caller.Household);
        query.Add(FindAll)
            .Bind(caller.Household.Value, from.UtcDateTime, to.UtcDateTime, request.Cancelled ?? false)
            .Bind(request.PetId, cursor?.At.UtcDateTime, cursor?.Id, limit + 1);
        await using var rows = await query.ExecuteAsync(ct);
        var found = new List<AppointmentResponse>();
        while (await rows.ReadAsync(ct))
            found.Add(Appointment.Read(rows).Response);
        await Send.OkAsync(PageRules.Of(found, limit, last => new PageCursor(last.At, last.Id)), ct);
    }
}

/// <summary>The path of <c>GET /api/v1/appointments/{appointmentId}</c>.</summary>
internal sealed class GetAppointmentRequest
{
    public Guid AppointmentId { get; init; }
}

internal sealed class GetAppointmentEndpoint(HouseholdDatabase database)
    : Endpoint<GetAppointmentRequest, AppointmentResponse>
{
    private const string Find =
        $"select {Appointment.Columns} from appointment t where t.household_id = $1 and t.id = $2";

    public override void Configure()
    {
        Get("appointments/{appointmentId}");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "One appointment");
    }

    public override async Task HandleAsync(GetAppointmentRequest request, CancellationToken ct)
    {
        await using var query = database.Query(HttpContext.Caller().Household);
        query.Add(Find).Bind(HttpContext.Caller().Household.Value, request.AppointmentId);
        await using var row = await query.ExecuteAsync(ct);
        if (await row.ReadAsync(ct))
            await this.OkVersionedAsync(Appointment.Read(row).Response, ct);
        else
            await this.ProblemAsync(Problems.AppointmentUnknown, ct);
    }
}
