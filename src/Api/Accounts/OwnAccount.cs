using FastEndpoints;
using FluentValidation;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class ChangeAccountValidator : Validator<ChangeAccountRequest>
{
    public ChangeAccountValidator()
    {
        RuleFor(r => r.DisplayName).PlainTextOf(1, 60);
        RuleFor(r => r.TimeZone).Must(zone => zone is null || TimeZones.IsIana(zone)).WithErrorCode("format")
            .WithMessage("Give an IANA time zone such as Europe/London.");
        RuleFor(r => r.Country).Country();
        RuleFor(r => r.WeightUnit).Must(unit => unit is "kg" or "lb").WithErrorCode("choice").WithMessage("kg or lb.");
        RuleFor(r => r.DistanceUnit).Must(unit => unit is "km" or "mi").WithErrorCode("choice")
            .WithMessage("km or mi.");
        RuleFor(r => r.QuietTo).Must((r, to) => (r.QuietFrom is null) == (to is null)).WithErrorCode("required")
            .WithMessage("Quiet hours have a beginning and an end.");
    }
}

/// <summary><c>GET /api/v1/account</c>.</summary>
internal sealed class GetAccountEndpoint(NpgsqlDataSource source) : EndpointWithoutRequest<AccountResponse>
{
    public override void Configure()
    {
        Get("account");
        this.RequireAccount();
        Summary(s => s.Summary = "What the person chose for themselves");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        await using var find = source.CreateCommand(
            $"select {AccountRow.Columns} from account where id = $1");
        find.Parameters.Bind(HttpContext.AccountCaller().Account.Value);
        await using var row = await find.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var account = AccountRow.Read(row);
        EntityTag.Set(HttpContext.Response, account.Version);
        await Send.OkAsync(account, ct);
    }
}

/// <summary><c>PUT /api/v1/account</c>.</summary>
internal sealed class ChangeAccountEndpoint : AccountWriteEndpoint<ChangeAccountRequest, AccountResponse>
{
    private const string Update =
        $"""
        update account set display_name = $2, time_zone = $3, country = $4, weight_unit = $5, distance_unit = $6,
            quiet_from = $7, quiet_to = $8, version = version + 1
        where id = $1 and version = $9 returning {AccountRow.Columns}
        """;

    public override void Configure()
    {
        Put("account");
        this.RequireAccount();
        Summary(s => s.Summary = "Change name, clock, units and quiet hours");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangeAccountRequest request, AccountWriteContext write, CancellationToken ct)
    {
        if (write.IfMatch is not { } seen)
            return new WriteResult.Failed(Problems.VersionMissing);
        await using var update = write.Command(Update);
        update.Parameters
            .Bind(write.Caller.Account.Value, PlainText.Clean(request.DisplayName), request.TimeZone, request.Country)
            .Bind(request.WeightUnit, request.DistanceUnit, request.QuietFrom, request.QuietTo, seen);
        await using var row = await update.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new WriteResult.Written(WriteAnswer.Ok(AccountRow.Read(row)))
            : new WriteResult.Failed(Problems.VersionStale);
    }
}

internal static class AccountRow
{
    public const string Columns =
        """
        id, email, display_name, time_zone, country, weight_unit, distance_unit, quiet_from, quiet_to, version
        """;

    public static AccountResponse Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.TextOrNull(1),
        row.GetString(2),
        row.TextOrNull(3),
        row.TextOrNull(4),
        row.GetString(5),
        row.GetString(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<TimeOnly>(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<TimeOnly>(8),
        row.GetInt32(9));
}
