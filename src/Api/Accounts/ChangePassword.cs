using FastEndpoints;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using PawPal.Api.Data;
using PawPal.Api.Doors;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class ChangePasswordValidator : Validator<ChangePasswordRequest>
{
    public ChangePasswordValidator()
    {
        RuleFor(r => r.Password).NotEmpty().MaximumLength(128);
        RuleFor(r => r.NewPassword).Cascade(CascadeMode.Stop).NotEmpty().Length(12, 128);
    }
}

/// <summary><c>POST /api/v1/account/password</c>: whoever else is logged in has to log in again.</summary>
internal sealed class ChangePasswordEndpoint(Passwords passwords) : AccountWriteEndpoint<ChangePasswordRequest>
{
    public override void Configure()
    {
        Post("account/password");
        this.RequireAccount();
        Options(route => route.RequireRateLimiting(Door.LogIn));
        Summary(s => s.Summary = "Change the password; all other sessions end");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangePasswordRequest request, AccountWriteContext write, CancellationToken ct)
    {
        if (!await OwnPassword.IsAsync(write, passwords, request.Password, ct))
            return new WriteResult.Failed(Problems.PasswordWrong);
        var hash = await passwords.HashAsync(request.NewPassword, ct);
        await using var update = write.Command("update account set password_hash = $2 where id = $1");
        update.Parameters.Bind(write.Caller.Account.Value, hash);
        await update.ExecuteNonQueryAsync(ct);
        await OwnSessions.EndAsync(write, butThis: true, ct);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}

/// <summary><c>POST /api/v1/account/logout-everywhere</c>.</summary>
internal sealed class LogOutEverywhereEndpoint : AccountWriteEndpoint<EmptyRequest>
{
    public override void Configure()
    {
        Post("account/logout-everywhere");
        this.RequireAccount();
        Summary(s => s.Summary = "End all sessions, this one too, and revoke all personal tokens");
    }

    protected override async Task<WriteResult> WriteAsync(
        EmptyRequest request, AccountWriteContext write, CancellationToken ct)
    {
        await OwnSessions.EndAsync(write, butThis: false, ct);
        await using var revoke = write.Command(
            "update personal_token set revoked_at = $2 where account_id = $1 and revoked_at is null");
        revoke.Parameters.Bind(write.Caller.Account.Value, write.Now.UtcDateTime);
        await revoke.ExecuteNonQueryAsync(ct);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}

internal static class OwnSessions
{
    public static async Task EndAsync(AccountWriteContext write, bool butThis, CancellationToken ct)
    {
        await using var end = write.Command(
            "update session set ended_at = $2 where account_id = $1 and ended_at is null and not ($3 and id = $4)");
        end.Parameters.Bind(
            write.Caller.Account.Value, write.Now.UtcDateTime, butThis, write.Caller.Session.Value);
        await end.ExecuteNonQueryAsync(ct);
    }
}

internal static class OwnPassword
{
    /// <summary>False also for an account without one.</summary>
    public static async Task<bool> IsAsync(
        AccountWriteContext write, Passwords passwords, string password, CancellationToken ct)
    {
        await using var find = write.Command("select password_hash from account where id = $1");
        find.Parameters.Bind(write.Caller.Account.Value);
        var hash = await find.ExecuteScalarAsync(ct) as string;
        return await passwords.VerifyAsync(hash, password, ct) != PasswordVerificationResult.Failed;
    }
}
