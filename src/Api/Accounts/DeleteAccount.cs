using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Doors;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class DeleteAccountValidator : Validator<DeleteAccountRequest>
{
    public DeleteAccountValidator() => RuleFor(r => r.Password).NotEmpty().MaximumLength(128);
}

/// <summary>
/// <c>POST /api/v1/account/delete</c>: households of nobody else go with the person; what they did in others stays,
/// without their name.
/// </summary>
internal sealed class DeleteAccountEndpoint(Passwords passwords) : AccountWriteEndpoint<DeleteAccountRequest>
{
    private const string FindHouseholds = "select household_id from membership where account_id = $1 order by 1";

    // Owners besides the caller, and members besides the caller.
    private const string Count =
        """
        select count(*) filter (where role = 'owner'), count(*) from membership
        where household_id = $1 and account_id <> $2
        """;

    public override void Configure()
    {
        Post("account/delete");
        this.RequireAccount();
        Options(route => route.RequireRateLimiting(Door.LogIn));
        Summary(s => s.Summary = "Delete the account and what is the person's alone");
    }

    protected override async Task<WriteResult> WriteAsync(
        DeleteAccountRequest request, AccountWriteContext write, CancellationToken ct)
    {
        if (!await OwnPassword.IsAsync(write, passwords, request.Password, ct))
            return new WriteResult.Failed(Problems.PasswordWrong);
        foreach (var household in await HouseholdsAsync(write, ct))
        {
            if (!await LeaveAsync(write, household, ct))
                return new WriteResult.Failed(Problems.HouseholdLeftAlone);
        }

        await using var delete = write.Command("delete from account where id = $1");
        delete.Parameters.Bind(write.Caller.Account.Value);
        await delete.ExecuteNonQueryAsync(ct);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }

    private static async Task<List<Guid>> HouseholdsAsync(AccountWriteContext write, CancellationToken ct)
    {
        await using var find = write.Command(FindHouseholds);
        find.Parameters.Bind(write.Caller.Account.Value);
        await using var rows = await find.ExecuteReaderAsync(ct);
        var households = new List<Guid>();
        while (await rows.ReadAsync(ct))
            households.Add(rows.GetGuid(0));
        return households;
    }

    /// <summary>False when others would stay behind without an owner.</summary>
    private static async Task<bool> LeaveAsync(AccountWriteContext write, Guid household, CancellationToken ct)
    {
        await using var enter = write.Command(HouseholdDatabase.SetHousehold);
        enter.Parameters.Bind(household.ToString());
        await enter.ExecuteNonQueryAsync(ct);
        // The last owner and the last member to leave at once must not both see the other.
        await using var hold = write.Command("select from household where id = $1 for update");
        hold.Parameters.Bind(household);
        await hold.ExecuteNonQueryAsync(ct);
        long owners;
        long members;
        await using (var count = write.Command(Count))
        {
            count.Parameters.Bind(household, write.Caller.Account.Value);
            await using var row = await count.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            (owners, members) = (row.GetInt64(0), row.GetInt64(1));
        }

        if (members > 0)
            return owners > 0 || !await IsOwnerAsync(write, household, ct);
        await using var delete = write.Command("delete from household where id = $1");
        delete.Parameters.Bind(household);
        await delete.ExecuteNonQueryAsync(ct);
        return true;
    }

    private static async Task<bool> IsOwnerAsync(AccountWriteContext write, Guid household, CancellationToken ct)
    {
        await using var find = write.Command(
            "select role = 'owner' from membership where household_id = $1 and account_id = $2");
        find.Parameters.Bind(household, write.Caller.Account.Value);
        return await find.ExecuteScalarAsync(ct) is true;
    }
}
