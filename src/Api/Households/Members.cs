using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Households;

namespace PawPal.Api.Households;

/// <summary><c>GET /api/v1/household/members</c>.</summary>
internal sealed class ListMembersEndpoint(HouseholdDatabase database) : EndpointWithoutRequest<MembersResponse>
{
    public override void Configure()
    {
        Get("household/members");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Who belongs to the household");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        await using var query = database.Query(caller.Household);
        query.Add(
            """
            select a.id, a.display_name, m.role, m.joined_at, m.ends_at from membership m
            join account a on a.id = m.account_id where m.household_id = $1 order by m.joined_at, a.id
            """).Bind(caller.Household.Value);
        await using var row = await query.ExecuteAsync(ct);
        var members = new List<MemberResponse>();
        while (await row.ReadAsync(ct))
        {
            members.Add(new MemberResponse(
                row.GetGuid(0),
                row.GetString(1),
                row.GetString(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.MomentOrNull(4),
                row.GetGuid(0) == caller.Account.Value));
        }

        await Send.OkAsync(new MembersResponse(members), ct);
    }
}

internal sealed class ChangeMemberValidator : Validator<ChangeMemberRequest>
{
    public ChangeMemberValidator(TimeProvider clock)
    {
        RuleFor(r => r.Role).MemberRole();
        RuleFor(r => r.EndsAt).MembershipEnd(clock, r => r.Role);
    }
}

/// <summary><c>PUT /api/v1/household/members/{accountId}</c>.</summary>
internal sealed class ChangeMemberEndpoint : WriteEndpoint<ChangeMemberRequest>
{
    public override void Configure()
    {
        Put("household/members/{accountId}");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "Give a member another role, or an end");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangeMemberRequest request, WriteContext write, CancellationToken ct)
    {
        if (await Membership.LockAsync(write, request.AccountId, ct) is not { } role)
            return new WriteResult.Failed(Problems.MemberUnknown);
        if (role == HouseholdRole.Owner && request.Role != "owner" && await Membership.OwnersAsync(write, ct) == 1)
            return new WriteResult.Failed(Problems.LastOwner);
        await Membership.SetAsync(write, request.AccountId, request.Role, request.EndsAt?.UtcDateTime, ct);
        write.Record("member.changed", request.AccountId, details: new { request.Role, request.EndsAt });
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}

/// <summary>The path of a request about one member.</summary>
internal sealed record MemberRequest(Guid AccountId);

/// <summary><c>DELETE /api/v1/household/members/{accountId}</c>: out at once, on every screen.</summary>
internal sealed class RemoveMemberEndpoint : WriteEndpoint<MemberRequest>
{
    public override void Configure()
    {
        Delete("household/members/{accountId}");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "Remove a member; what they logged stays");
    }

    protected override Task<WriteResult> WriteAsync(MemberRequest request, WriteContext write, CancellationToken ct) =>
        Membership.RemoveAsync(write, request.AccountId, "member.removed", ct);
}

/// <summary><c>POST /api/v1/household/leave</c>.</summary>
internal sealed class LeaveHouseholdEndpoint : WriteEndpoint<EmptyRequest>
{
    public override void Configure()
    {
        Post("household/leave");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Leave the household");
    }

    protected override Task<WriteResult> WriteAsync(EmptyRequest request, WriteContext write, CancellationToken ct) =>
        Membership.RemoveAsync(write, write.Caller.Account.Value, "member.left", ct);
}

/// <summary><c>POST /api/v1/household/hand-over</c>.</summary>
internal sealed class HandOverHouseholdEndpoint : WriteEndpoint<HandOverRequest>
{
    public override void Configure()
    {
        Post("household/hand-over");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "Make another member the owner; the caller becomes a carer");
    }

    protected override async Task<WriteResult> WriteAsync(
        HandOverRequest request, WriteContext write, CancellationToken ct)
    {
        if (await Membership.LockAsync(write, request.AccountId, ct) is null
            || request.AccountId == write.Caller.Account.Value)
            return new WriteResult.Failed(Problems.MemberUnknown);
        await Membership.SetAsync(write, request.AccountId, "owner", endsAt: null, ct);
        await Membership.SetAsync(write, write.Caller.Account.Value, "carer", endsAt: null, ct);
        write.Record("member.changed", request.AccountId, details: new { Role = "owner" });
        write.Record("member.changed", write.Caller.Account.Value, details: new { Role = "carer" });
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}

internal static class Membership
{
    /// <summary>Null when the account does not belong. Changes of one household's members take turns.</summary>
    public static async Task<HouseholdRole?> LockAsync(WriteContext write, Guid account, CancellationToken ct)
    {
        await using (var hold = write.Session.Command("select from household where id = $1 for update"))
        {
            hold.Parameters.Bind(write.Household.Value);
            await hold.ExecuteNonQueryAsync(ct);
        }

        await using var find = write.Session.Command(
            "select role from membership where household_id = $1 and account_id = $2");
        find.Parameters.Bind(write.Household.Value, account);
        return await find.ExecuteScalarAsync(ct) is string role ? HouseholdRoles.Parse(role) : null;
    }

    public static async Task<long> OwnersAsync(WriteContext write, CancellationToken ct)
    {
        await using var count = write.Session.Command(
            "select count(*) from membership where household_id = $1 and role = 'owner'");
        count.Parameters.Bind(write.Household.Value);
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }

    public static async Task SetAsync(
        WriteContext write, Guid account, string role, DateTime? endsAt, CancellationToken ct)
    {
        await using var update = write.Session.Command(
            "update membership set role = $3, ends_at = $4 where household_id = $1 and account_id = $2");
        update.Parameters.Bind(write.Household.Value, account, role, endsAt);
        await update.ExecuteNonQueryAsync(ct);
    }

    public static async Task<WriteResult> RemoveAsync(
        WriteContext write, Guid account, string action, CancellationToken ct)
    {
        if (await LockAsync(write, account, ct) is not { } role)
            return new WriteResult.Failed(Problems.MemberUnknown);
        if (role == HouseholdRole.Owner && await OwnersAsync(write, ct) == 1)
            return new WriteResult.Failed(Problems.LastOwner);
        await using var delete = write.Session.Command(
            "delete from membership where household_id = $1 and account_id = $2");
        delete.Parameters.Bind(write.Household.Value, account);
        await delete.ExecuteNonQueryAsync(ct);
        write.Record(action, account);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}

internal static class MemberRules
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(731);

    public static IRuleBuilderOptions<T, string> MemberRole<T>(this IRuleBuilderInitial<T, string> rule) => rule
        .Must(role => role is "owner" or "carer" or "sitter" or "viewer").WithErrorCode("choice")
        .WithMessage("Choose one of: owner, carer, sitter, viewer.");

    /// <summary>A sitter's; ahead, and not further than two years.</summary>
    public static IRuleBuilderOptions<T, DateTimeOffset?> MembershipEnd<T>(
        this IRuleBuilderInitial<T, DateTimeOffset?> rule, TimeProvider clock, Func<T, string> role) => rule
        .Must(end => end is null || (end > clock.GetUtcNow() && end < clock.GetUtcNow() + Furthest))
        .WithErrorCode("range").WithMessage("It lies ahead, at most two years.")
        .Must((r, end) => end is null || role(r) is "sitter" or "viewer").WithErrorCode("field")
        .WithMessage("Only a sitter's or viewer's access ends.");
}
