using FastEndpoints;
using FluentValidation;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Reminders;

internal sealed class TodayEndpoint(HouseholdDatabase database, TimeProvider clock)
    : EndpointWithoutRequest<AgendaResponse>
{
    public override void Configure()
    {
        Get("reminders/today");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Today: done, due, overdue and to come, and by whom");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var now = clock.GetUtcNow();
        var today = caller.LocalDate(now);
        await using var session = await database.OpenAsync(caller.Household, ct);
        var found = await Agenda.ReadAsync(
            session, caller.TimeZone.StartOf(today), caller.TimeZone.StartOf(today.AddDays(1)), now, ct);
        await Send.OkAsync(new AgendaResponse(today, today, [.. found.Select(one => one.ToResponse(now))]), ct);
    }
}

/// <summary>The query of <c>GET /api/v1/reminders/agenda</c>.</summary>
internal sealed class AgendaRequest
{
    /// <summary>First day, by the household's calendar.</summary>
    [QueryParam]
    public DateOnly From { get; init; }

    /// <summary>Last day, included; at most 31 days.</summary>
    [QueryParam]
    public DateOnly To { get; init; }
}

internal sealed class AgendaValidator : Validator<AgendaRequest>
{
    private const int MostDays = 31;

    public AgendaValidator()
    {
        RuleFor(r => r.From).Must(day => day.Year is >= 1900 and <= 2200).WithErrorCode("range")
            .WithMessage("Use a year from 1900 to 2200.");
        RuleFor(r => r.To).Must((request, day) => day >= request.From
            && day.DayNumber - request.From.DayNumber < MostDays).WithErrorCode("range")
            .WithMessage("Ask for 1 to 31 days.");
    }
}

internal sealed class AgendaEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<AgendaRequest, AgendaResponse>
{
    public override void Configure()
    {
        Get("reminders/agenda");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "What is to be done on some days, at most 2,000 times");
    }

    public override async Task HandleAsync(AgendaRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var now = clock.GetUtcNow();
        await using var session = await database.OpenAsync(caller.Household, ct);
        var found = await Agenda.ReadAsync(
            session, caller.TimeZone.StartOf(request.From), caller.TimeZone.StartOf(request.To.AddDays(1)), null, ct);
        await Send.OkAsync(
            new AgendaResponse(request.From, request.To, [.. found.Select(one => one.ToResponse(now))]), ct);
    }
}
