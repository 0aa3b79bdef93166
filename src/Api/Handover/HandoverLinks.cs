using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Handover;

namespace PawPal.Api.Handover;

internal sealed class AddHandoverLinkValidator : Validator<AddHandoverLinkRequest>
{
    private const int MostDays = 90;

    public AddHandoverLinkValidator(TimeProvider clock)
    {
        RuleFor(r => r.Name).PlainTextOf(1, 60);
        RuleFor(r => r.ExpiresAt)
            .Must(at => at > clock.GetUtcNow() && at <= clock.GetUtcNow().AddDays(MostDays)).WithErrorCode("range")
            .WithMessage("Choose a time to come, within 90 days.");
    }
}

/// <summary><c>POST /api/v1/handover/links</c>.</summary>
internal sealed class AddHandoverLinkEndpoint : WriteEndpoint<AddHandoverLinkRequest, NewHandoverLinkResponse>
{
    private const int Most = 20;

    private const string Insert =
        """
        insert into handover_link (id, household_id, name, token_hash, may_log, created_by, created_at, expires_at)
        select $1, $2, $3, $4, $5, $6, $7, $8
        where (select count(*) from handover_link
            where household_id = $2 and revoked_at is null and expires_at > $7) < $9
        """;

    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("handover/links");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s =>
        {
            s.Summary = "Make a link for somebody who takes over";
            s.Description = "The token is in this answer and nowhere else.";
        });
    }

    protected override async Task<WriteResult> WriteAsync(
        AddHandoverLinkRequest request, WriteContext write, CancellationToken ct)
    {
        var (token, hash) = LinkToken.Secret.New();
        var details = new HandoverLink(
            write.NewId(), PlainText.Clean(request.Name), request.MayLog, write.Now,
                request.ExpiresAt.ToUniversalTime());
        await using var insert = write.Session.Command(Insert);
        insert.Parameters
            .Bind(details.Id, write.Household.Value, details.Name, hash, details.MayLog)
            .Bind(write.Caller.Account.Value, write.Now.UtcDateTime, details.ExpiresAt.UtcDateTime, (long)Most);
        if (await insert.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.HandoverLinksTooMany);
        write.Record("handover.shared", details.Id, details: new { details.Name, details.MayLog, details.ExpiresAt });
        return new WriteResult.Written(WriteAnswer.Of(
            StatusCodes.Status201Created, new NewHandoverLinkResponse(details, token, $"/handover#{token}")))
        {
            Kept = WriteAnswer.Of(StatusCodes.Status201Created, new NewHandoverLinkResponse(details, "", "")),
        };
    }
}

/// <summary>The path of <c>DELETE /api/v1/handover/links/{linkId}</c>.</summary>
internal sealed record HandoverLinkPath(Guid LinkId);

internal sealed class CloseHandoverLinkEndpoint : WriteEndpoint<HandoverLinkPath>
{
    public override void Configure()
    {
        Delete("handover/links/{linkId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Close a handover link");
    }

    protected override async Task<WriteResult> WriteAsync(
        HandoverLinkPath request, WriteContext write, CancellationToken ct)
    {
        await using var close = write.Session.Command(
            "update handover_link set revoked_at = $3 where household_id = $1 and id = $2 and revoked_at is null");
        close.Parameters.Bind(write.Household.Value, request.LinkId, write.Now.UtcDateTime);
        if (await close.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.HandoverLinkUnknown);
        write.Record("handover.closed", request.LinkId);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}

internal sealed class ListHandoverLinksEndpoint(HouseholdDatabase database, TimeProvider clock)
    : EndpointWithoutRequest<HandoverLinksResponse>
{
    public override void Configure()
    {
        Get("handover/links");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Handover links that still work");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        await using var query = database.Query(HttpContext.Caller());
        query.Add(
            """
            select id, name, may_log, created_at, expires_at from handover_link
            where household_id = $1 and revoked_at is null and expires_at > $2
            order by created_at desc, id desc
            """).Bind(HttpContext.Caller().Household.Value, clock.GetUtcNow().UtcDateTime);
        await using var row = await query.ExecuteAsync(ct);
        var links = new List<HandoverLink>();
        while (await row.ReadAsync(ct))
        {
            links.Add(new HandoverLink(
                row.GetGuid(0), row.GetString(1), row.GetBoolean(2), row.GetFieldValue<DateTimeOffset>(3),
                row.GetFieldValue<DateTimeOffset>(4)));
        }

        await Send.OkAsync(new HandoverLinksResponse(links), ct);
    }
}
