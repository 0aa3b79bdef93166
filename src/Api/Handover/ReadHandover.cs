using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Doors;
using PawPal.Api.Households;
using PawPal.Contracts.Handover;

namespace PawPal.Api.Handover;

/// <summary>The query of <c>GET /api/v1/handover</c>.</summary>
internal sealed class ReadHandoverRequest
{
    /// <summary>1 to 336 hours of schedule; 24 when left out.</summary>
    [QueryParam]
    public int? Hours { get; init; }
}

internal sealed class ReadHandoverValidator : Validator<ReadHandoverRequest>
{
    public ReadHandoverValidator() =>
        RuleFor(r => r.Hours).InclusiveBetween(1, 336).WithMessage("Between 1 and 336 hours.");
}

/// <summary>The brief, whoever asks for it.</summary>
internal abstract class HandoverEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<ReadHandoverRequest, HandoverResponse>
{
    private const int UsualHours = 24;

    public sealed override async Task HandleAsync(ReadHandoverRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        await using var session = await database.OpenAsync(caller.Household, ct);
        HttpContext.Response.Headers.CacheControl = "no-store";
        await Send.OkAsync(
            await HandoverBrief.ReadAsync(
                session, caller, TimeSpan.FromHours(request.Hours ?? UsualHours), clock.GetUtcNow(), ct),
            ct);
    }
}

internal sealed class ReadHandoverEndpoint(HouseholdDatabase database, TimeProvider clock)
    : HandoverEndpoint(database, clock)
{
    public override void Configure()
    {
        Get("handover");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The brief for somebody who takes over");
    }
}

/// <summary><c>GET /api/v1/handover/shared</c>: the same by a link, for somebody without an account.</summary>
internal sealed class ReadSharedHandoverEndpoint(HouseholdDatabase database, TimeProvider clock)
    : HandoverEndpoint(database, clock)
{
    public override void Configure()
    {
        Get("handover/shared");
        this.RequireLink(logs: false);
        Options(route => route.RequireRateLimiting(Door.HandoverLink));
        Summary(s => s.Summary = "The brief, by a handover link as bearer");
    }
}
