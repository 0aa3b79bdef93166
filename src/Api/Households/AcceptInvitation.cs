using FastEndpoints;
using FluentValidation;
using PawPal.Api.Changes;
using PawPal.Api.Data;
using PawPal.Api.Doors;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Households;

namespace PawPal.Api.Households;

internal sealed class InvitationCodeValidator : Validator<InvitationCodeRequest>
{
    public InvitationCodeValidator() => RuleFor(r => r.Code).NotEmpty().MaximumLength(40);
}

/// <summary><c>POST /api/v1/invitations/preview</c>: what a code opens, before it is accepted.</summary>
internal sealed class PreviewInvitationEndpoint : AccountWriteEndpoint<InvitationCodeRequest, InvitationPreview>
{
    public override void Configure()
    {
        Post("invitations/preview");
        this.RequireAccount();
        Options(route => route.RequireRateLimiting(Door.Invitation));
        Summary(s => s.Summary = "What an invitation opens");
    }

    protected override async Task<WriteResult> WriteAsync(
        InvitationCodeRequest request, AccountWriteContext write, CancellationToken ct) =>
        await OpenInvitation.FindAsync(write, request.Code, ct) is { } invitation
            ? new WriteResult.Written(WriteAnswer.Ok(invitation.Preview))
            : new WriteResult.Failed(Problems.InvitationUnknown);
}

/// <summary><c>POST /api/v1/invitations/accept</c>.</summary>
internal sealed class AcceptInvitationEndpoint(ChangeSignal signal)
    : AccountWriteEndpoint<InvitationCodeRequest, InvitationPreview>
{
    private const int MostHouseholds = 50;

    public override void Configure()
    {
        Post("invitations/accept");
        this.RequireAccount();
        Options(route => route.RequireRateLimiting(Door.Invitation));
        Summary(s => s.Summary = "Join the household that an invitation opens");
    }

    protected override async Task<WriteResult> WriteAsync(
        InvitationCodeRequest request, AccountWriteContext write, CancellationToken ct)
    {
        if (await HouseholdEntry.CountAsync(write, ct) >= MostHouseholds)
            return new WriteResult.Failed(Problems.HouseholdsTooMany);
        if (await OpenInvitation.FindAsync(write, request.Code, ct) is not { } invitation)
            return new WriteResult.Failed(Problems.InvitationUnknown);
        var preview = invitation.Preview;
        var role = HouseholdRoles.Parse(preview.Role);
        if (!await HouseholdEntry.JoinAsync(
            write, preview.HouseholdId, role, preview.MembershipEndsAt?.UtcDateTime, ct))
            return new WriteResult.Failed(Problems.MemberAlready);
        // Two who accept the last use at once: the second waits here and finds it used up.
        await using var use = write.Command(
            "update invitation set uses = uses + 1 where household_id = $1 and id = $2 and uses < most_uses");
        use.Parameters.Bind(preview.HouseholdId, invitation.Id);
        if (await use.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.InvitationUnknown);
        await HouseholdEntry.RecordAsync(write, preview.HouseholdId, "member.joined", ct);
        signal.Tell(new HouseholdId(preview.HouseholdId));
        return new WriteResult.Written(WriteAnswer.Ok(preview));
    }
}

/// <summary>An invitation that may be accepted now.</summary>
internal sealed record OpenInvitation(Guid Id, InvitationPreview Preview)
{
    private const string Find =
        """
        select id, household_id, role, membership_ends_at from invitation
        where code_hash = $1 and revoked_at is null and expires_at > $2 and uses < most_uses
            and (membership_ends_at is null or membership_ends_at > $2)
        """;

    /// <summary>Enters the household that the code opens; null when it opens none.</summary>
    public static async Task<OpenInvitation?> FindAsync(AccountWriteContext write, string code, CancellationToken ct)
    {
        if (InvitationCode.HashOf(code) is not { } hash)
            return null;
        await using (var show = write.Command("select set_config('pawpal.invitation', $1, true)"))
        {
            show.Parameters.Bind(Convert.ToHexStringLower(hash));
            await show.ExecuteNonQueryAsync(ct);
        }

        Guid id;
        Guid household;
        string role;
        DateTimeOffset? end;
        await using (var find = write.Command(Find))
        {
            find.Parameters.Bind(hash, write.Now.UtcDateTime);
            await using var row = await find.ExecuteReaderAsync(ct);
            if (!await row.ReadAsync(ct))
                return null;
            (id, household, role) = (row.GetGuid(0), row.GetGuid(1), row.GetString(2));
            end = row.MomentOrNull(3);
        }

        await HouseholdEntry.EnterAsync(write, household, ct);
        await using var name = write.Command("select name from household where id = $1");
        name.Parameters.Bind(household);
        return new OpenInvitation(
            id, new InvitationPreview(household, (string)(await name.ExecuteScalarAsync(ct))!, role, end));
    }
}
