using FastEndpoints;
using FluentValidation;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Sessions;
using PawPal.Api.Text;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class AddTokenValidator : Validator<AddTokenRequest>
{
    public AddTokenValidator()
    {
        RuleFor(r => r.Name).PlainTextOf(1, 60);
        RuleFor(r => r.Scope).Must(scope => scope is "read" or "log" or "keep").WithErrorCode("choice")
            .WithMessage("Choose one of: read, log, keep.");
        RuleFor(r => r.Days).InclusiveBetween(1, 730).WithMessage("Between 1 and 730 days.");
    }
}

/// <summary><c>POST /api/v1/account/tokens</c>.</summary>
internal sealed class AddTokenEndpoint : AccountWriteEndpoint<AddTokenRequest, NewTokenResponse>
{
    private const int UsualDays = 365;
    private const int Most = 50;

    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("account/tokens");
        this.RequireAccount();
        Summary(s =>
        {
            s.Summary = "Make a personal token, for shortcuts and home automation";
            s.Description = "The token is in this answer and nowhere else. Sent again with its Idempotency-Key the "
                + "request is answered without it.";
        });
    }

    protected override async Task<WriteResult> WriteAsync(
        AddTokenRequest request, AccountWriteContext write, CancellationToken ct)
    {
        if (request.HouseholdId is { } household && !await IsMemberAsync(write, household, ct))
            return new WriteResult.Failed(Problems.HouseholdUnknown);
        if (await CountAsync(write, ct) >= Most)
            return new WriteResult.Failed(Problems.TokensTooMany);
        var (token, hash) = PersonalTokens.New();
        var details = new PersonalTokenResponse(
            write.NewId(), PlainText.Clean(request.Name), request.Scope, request.HouseholdId, write.Now,
            write.Now.AddDays(request.Days ?? UsualDays), LastUsedAt: null);
        await using var insert = write.Command(
            """
            insert into personal_token
                (id, account_id, only_household, name, token_hash, scope, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        insert.Parameters
            .Bind(details.Id, write.Caller.Account.Value, details.HouseholdId, details.Name, hash, details.Scope)
            .Bind(details.CreatedAt.UtcDateTime, details.ExpiresAt.UtcDateTime);
        await insert.ExecuteNonQueryAsync(ct);
        // What is kept for a repeated request must not hold the token.
        return new WriteResult.Written(WriteAnswer.Of(
            StatusCodes.Status201Created, new NewTokenResponse(details, token)))
        {
            Kept = WriteAnswer.Of(StatusCodes.Status201Created, new NewTokenResponse(details, "")),
        };
    }

    private static async Task<bool> IsMemberAsync(AccountWriteContext write, Guid household, CancellationToken ct)
    {
        await using var find = write.Command(
            "select exists (select from membership where account_id = $1 and household_id = $2)");
        find.Parameters.Bind(write.Caller.Account.Value, household);
        return await find.ExecuteScalarAsync(ct) is true;
    }

    private static async Task<long> CountAsync(AccountWriteContext write, CancellationToken ct)
    {
        await using var count = write.Command(
            "select count(*) from personal_token where account_id = $1 and revoked_at is null and expires_at > $2");
        count.Parameters.Bind(write.Caller.Account.Value, write.Now.UtcDateTime);
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }
}

/// <summary><c>GET /api/v1/account/tokens</c>.</summary>
internal sealed class ListTokensEndpoint(NpgsqlDataSource source, TimeProvider clock)
    : EndpointWithoutRequest<PersonalTokensResponse>
{
    public override void Configure()
    {
        Get("account/tokens");
        this.RequireAccount();
        Summary(s => s.Summary = "The person's tokens");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        await using var find = source.CreateCommand(
            """
            select id, name, scope, only_household, created_at, expires_at, last_used_at from personal_token
            where account_id = $1 and revoked_at is null and expires_at > $2 order by created_at desc, id desc
            """);
        find.Parameters.Bind(HttpContext.AccountCaller().Account.Value, clock.GetUtcNow().UtcDateTime);
        await using var row = await find.ExecuteReaderAsync(ct);
        var tokens = new List<PersonalTokenResponse>();
        while (await row.ReadAsync(ct))
        {
            tokens.Add(new PersonalTokenResponse(
                row.GetGuid(0),
                row.GetString(1),
                row.GetString(2),
                row.GuidOrNull(3),
                row.GetFieldValue<DateTimeOffset>(4),
                row.GetFieldValue<DateTimeOffset>(5),
                row.MomentOrNull(6)));
        }

        await Send.OkAsync(new PersonalTokensResponse(tokens), ct);
    }
}

/// <summary>The path of <c>DELETE /api/v1/account/tokens/{tokenId}</c>.</summary>
internal sealed record RevokeTokenRequest(Guid TokenId);

internal sealed class RevokeTokenEndpoint : AccountWriteEndpoint<RevokeTokenRequest>
{
    public override void Configure()
    {
        Delete("account/tokens/{tokenId}");
        this.RequireAccount();
        Summary(s => s.Summary = "Revoke a personal token; it is out at once");
    }

    protected override async Task<WriteResult> WriteAsync(
        RevokeTokenRequest request, AccountWriteContext write, CancellationToken ct)
    {
        await using var revoke = write.Command(
            "update personal_token set revoked_at = $3 where account_id = $1 and id = $2 and revoked_at is null");
        revoke.Parameters.Bind(write.Caller.Account.Value, request.TokenId, write.Now.UtcDateTime);
        return await revoke.ExecuteNonQueryAsync(ct) == 1
            ? new WriteResult.Written(WriteAnswer.Nothing)
            : new WriteResult.Failed(Problems.TokenUnknown);
    }
}
