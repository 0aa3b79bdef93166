using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Doors;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Care;

namespace PawPal.Api.Handover;

/// <summary><c>POST /api/v1/handover/shared/events</c>: care that somebody without an account gave.</summary>
internal sealed class LogSharedEndpoint(HouseholdVocabulary vocabulary)
    : WriteEndpoint<LogCareRequest, LogCareResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("handover/shared/events");
        this.RequireLink(logs: true);
        Options(route => route.RequireRateLimiting(Door.HandoverLink));
        Summary(s => s.Summary = "Log care by a handover link as bearer; it carries the link's name");
    }

    protected override Task<WriteResult> WriteAsync(
        LogCareRequest request, WriteContext write, CancellationToken ct) =>
        CareEntries.LogAsync(request, write, "link", HttpContext.Link().Name, ct);

    protected override ValueTask AfterAsync(LogCareRequest request, CancellationToken ct) =>
        request.Medication is null ? default : vocabulary.DropAsync(HttpContext.Caller().Household, ct);
}
