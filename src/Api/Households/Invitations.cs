using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Households;

namespace PawPal.Api.Households;

internal sealed class InviteValidator : Validator<InviteRequest>
{
    public InviteValidator(TimeProvider clock)
    {
        RuleFor(r => r.Role).MemberRole();
        RuleFor(r => r.Days).InclusiveBetween(1, 30).WithMessage("Between 1 and 30 days.");
        RuleFor(r => r.Uses).InclusiveBetween(1, 50).WithMessage("Between 1 and 50.");
        RuleFor(r => r.MembershipEndsAt).MembershipEnd(clock, r => r.Role);
    }
}

/// <summary><c>POST /api/v1/household/invitations</c>.</summary>
internal sealed class InviteEndpoint : WriteEndpoint<InviteRequest, NewInvitationResponse>
{
    private const int UsualDays = 7;
    private const int Most = 50;

    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("household/invitations");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s =>
        {
            s.Summary = "Invite somebody by a link or a code";
            s.Description = "The code is in this answer and nowhere else.";
        });
    }

    protected override async Task<WriteResult> WriteAsync(
        InviteRequest request, WriteContext write, CancellationToken ct)
    {
        await using (var count = write.Session.Command(
            """
            select count(*) from invitation
            where household_id = $1 and revoked_at is null and expires_at > $2 and uses < most_uses
            """))
        {
            count.Parameters.Bind(write.Household.Value, write.Now.UtcDateTime);
            if ((long)(await count.ExecuteScalarAsync(ct))! >= Most)
                return new WriteResult.Failed(Problems.InvitationsTooMany);
        }

        var code = InvitationCode.New();
        var details = new InvitationResponse(
            write.NewId(), request.Role, request.MembershipEndsAt, Uses: 0, request.Uses ?? 1,
            write.Now.AddDays(request.Days ?? UsualDays));
        await using var insert = write.Session.Command(
            """
            insert into invitation (id, household_id, code_hash, role, membership_ends_at, most_uses, created_at,
                created_by, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);
        insert.Parameters
            .Bind(details.Id, write.Household.Value, InvitationCode.HashOf(code)!, details.Role)
            .Bind(details.MembershipEndsAt?.UtcDateTime, details.MostUses, write.Now.UtcDateTime)
            .Bind(write.Caller.Account.Value, details.ExpiresAt.UtcDateTime);
        await insert.ExecuteNonQueryAsync(ct);
        write.Record("invitation.made", details.Id, details: new { details.Role });
        var link = $"/join?code={code}";
        return new WriteResult.Written(WriteAnswer.Of(
            StatusCodes.Status201Created, new NewInvitationResponse(details, code, link)))
        {
            Kept = WriteAnswer.Of(StatusCodes.Status201Created, new NewInvitationResponse(details, "", "")),
        };
    }
}

/// <summary><c>GET /api/v1/household/invitations</c>.</summary>
internal sealed class ListInvitationsEndpoint(HouseholdDatabase database, TimeProvider clock)
    : EndpointWithoutRequest<InvitationsResponse>
{
    public override void Configure()
    {
        Get("household/invitations");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "Invitations that may still be accepted");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var household = HttpContext.Caller().Household;
        await using var query = database.Query(household);
        query.Add(
            """
            select id, role, membership_ends_at, uses, most_uses, expires_at from invitation
            where household_id = $1 and revoked_at is null and expires_at > $2 and uses < most_uses
            order by created_at desc, id desc
            """).Bind(household.Value, clock.GetUtcNow().UtcDateTime);
        await using var row = await query.ExecuteAsync(ct);
        var invitations = new List<InvitationResponse>();
        while (await row.ReadAsync(ct))
        {
            invitations.Add(new InvitationResponse(
                row.GetGuid(0),
                row.GetString(1),
                row.MomentOrNull(2),
                row.GetInt32(3),
                row.GetInt32(4),
                row.GetFieldValue<DateTimeOffset>(5)));
        }

        await Send.OkAsync(new InvitationsResponse(invitations), ct);
    }
}

/// <summary>The path of <c>DELETE /api/v1/household/invitations/{invitationId}</c>.</summary>
internal sealed record RevokeInvitationRequest(Guid InvitationId);

internal sealed class RevokeInvitationEndpoint : WriteEndpoint<RevokeInvitationRequest>
{
    public override void Configure()
    {
        Delete("household/invitations/{invitationId}");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "Revoke an invitation");
    }

    protected override async Task<WriteResult> WriteAsync(
        RevokeInvitationRequest request, WriteContext write, CancellationToken ct)
    {
        await using var revoke = write.Session.Command(
            """
            update invitation set revoked_at = $3 where household_id = $1 and id = $2 and revoked_at is null
            """);
        revoke.Parameters.Bind(write.Household.Value, request.InvitationId, write.Now.UtcDateTime);
        if (await revoke.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.InvitationUnknown);
        write.Record("invitation.revoked", request.InvitationId);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}
