using FastEndpoints;
using FluentValidation;
using Npgsql;
using PawPal.Api.Changes;
using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Households;

namespace PawPal.Api.Households;

internal sealed class FoundHouseholdValidator : Validator<FoundHouseholdRequest>
{
    public FoundHouseholdValidator()
    {
        RuleFor(r => r.Name).PlainTextOf(1, 80);
        RuleFor(r => r.TimeZone).IanaTimeZone();
        RuleFor(r => r.Country).Country();
    }
}

/// <summary><c>POST /api/v1/households</c>.</summary>
internal sealed class FoundHouseholdEndpoint : AccountWriteEndpoint<FoundHouseholdRequest, HouseholdDetails>
{
    private const int Most = 50;

    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("households");
        this.RequireAccount();
        Summary(s => s.Summary = "Found a further household; the caller owns it");
    }

    protected override async Task<WriteResult> WriteAsync(
        FoundHouseholdRequest request, AccountWriteContext write, CancellationToken ct)
    {
        if (await HouseholdEntry.CountAsync(write, ct) >= Most)
            return new WriteResult.Failed(Problems.HouseholdsTooMany);
        var household = new HouseholdDetails(
            write.NewId(), PlainText.Clean(request.Name), request.TimeZone, request.Country, Version: 1);
        await HouseholdEntry.EnterAsync(write, household.Id, ct);
        await using (var insert = write.Command(
            "insert into household (id, name, time_zone, country, created_at) values ($1, $2, $3, $4, $5)"))
        {
            insert.Parameters.Bind(
                household.Id, household.Name, household.TimeZone, household.Country, write.Now.UtcDateTime);
            await insert.ExecuteNonQueryAsync(ct);
        }

        await HouseholdEntry.JoinAsync(write, household.Id, HouseholdRole.Owner, endsAt: null, ct);
        await HouseholdEntry.RecordAsync(write, household.Id, "household.founded", ct);
        return new WriteResult.Written(WriteAnswer.Of(StatusCodes.Status201Created, household));
    }
}

/// <summary>A person's way into a household, before a session of it can be opened.</summary>
internal static class HouseholdEntry
{
    public static async Task EnterAsync(AccountWriteContext write, Guid household, CancellationToken ct)
    {
        await using var enter = write.Command(HouseholdDatabase.SetHousehold);
        enter.Parameters.Bind(household.ToString());
        await enter.ExecuteNonQueryAsync(ct);
    }

    /// <returns>False when the person belongs to it already.</returns>
    public static async Task<bool> JoinAsync(
        AccountWriteContext write, Guid household, HouseholdRole role, DateTime? endsAt, CancellationToken ct)
    {
        // Who was a sitter here once may come again.
        await using var join = write.Command(
            """
            insert into membership as m (household_id, account_id, role, joined_at, ends_at) values ($1, $2, $3, $4, $5)
            on conflict (household_id, account_id) do update set role = excluded.role, ends_at = excluded.ends_at
            where m.ends_at <= $4
            """);
        join.Parameters.Bind(
            household, write.Caller.Account.Value, role.Name(), write.Now.UtcDateTime, endsAt);
        return await join.ExecuteNonQueryAsync(ct) == 1;
    }

    public static async Task<long> CountAsync(AccountWriteContext write, CancellationToken ct)
    {
        await using var count = write.Command("select count(*) from membership where account_id = $1");
        count.Parameters.Bind(write.Caller.Account.Value);
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }

    public static async Task RecordAsync(
        AccountWriteContext write, Guid household, string action, CancellationToken ct)
    {
        var changes = new RecordedChanges();
        changes.Add(action, action.StartsWith("member.", StringComparison.Ordinal)
            ? write.Caller.Account.Value
            : household);
        await using var batch = new NpgsqlBatch(write.Connection, write.Transaction);
        changes.AddTo(batch, new HouseholdId(household), write.Caller.Account, write.Now);
        await batch.ExecuteNonQueryAsync(ct);
    }
}

internal static class TimeZoneRules
{
    public static IRuleBuilderOptions<T, string> IanaTimeZone<T>(this IRuleBuilderInitial<T, string> rule) => rule
        .Cascade(CascadeMode.Stop).NotEmpty()
        .Must(TimeZones.IsIana).WithErrorCode("format").WithMessage("Give an IANA time zone such as Europe/London.");
}
