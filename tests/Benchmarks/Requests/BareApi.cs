using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using PawPal.Api.Care;
using PawPal.Api.Changes;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Care;

namespace PawPal.Benchmarks.Requests;

/// <summary>
/// The floor: a minimal API that runs the product's own SQL in as few round trips as it can, and nothing else: no
/// token,
/// no validation, no telemetry, no errors.
/// </summary>
internal static class BareApi
{
    public const string Verb = "floor";

    private static readonly byte[] Fingerprint = new byte[32];

    public static async Task RunAsync(string port, string connection)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var settings = new NpgsqlDataSourceBuilder(connection);
        DatabaseRole.App.ApplyTo(settings.ConnectionStringBuilder);
        // As the product: without prepared statements Postgres would plan each read anew.
        settings.ConnectionStringBuilder.MaxAutoPrepare = 50;
        settings.ConnectionStringBuilder.MaxPoolSize = 20;
        await using var source = settings.Build();
        var app = builder.Build();
        app.MapGet("/health", () => "");
        app.MapGet("/events", (Delegate)(async (HttpContext http) => Results.Json(await ReadAsync(http, source))));
        app.MapPost("/events", (HttpContext http, LogCareRequest request) => WriteAsync(http, request, source));
        await app.RunAsync();
    }

    private static (Guid Household, Guid Account, Guid Session) Who(HttpContext http) => (
        Guid.Parse(http.Request.Headers["Household"]!), Guid.Parse(http.Request.Headers["Account"]!),
        Guid.Parse(http.Request.Headers["Session"]!));

    private static async Task<CareEventPage> ReadAsync(HttpContext http, NpgsqlDataSource source)
    {
        var (household, account, session) = Who(http);
        await FindMemberAsync(source, household, account, session);
        await using var batch = source.CreateBatch();
        batch.Add(HouseholdDatabase.SetHousehold).Bind(household.ToString());
        batch.Add(ListCareEventsEndpoint.FindPet).Bind(household, (Guid?)null);
        batch.Add(ListCareEventsEndpoint.FindEvents)
            .Bind(household, (Guid?)null, (string?)null)
            .Bind((DateTime?)null, (Guid?)null)
            .Bind((Guid?)null, (DateTime?)null, (DateTime?)null, (string?)null, 51);
        await using var rows = await batch.ExecuteReaderAsync();
        await rows.NextResultAsync();
        await rows.NextResultAsync();
        var events = (await CareEvent.ReadAllAsync(rows, default)).Select(e => e.Response).Take(50).ToList();
        return new CareEventPage(events, Next: null);
    }

    private static async Task<IResult> WriteAsync(HttpContext http, LogCareRequest request, NpgsqlDataSource source)
    {
        var (household, account, session) = Who(http);
        await FindMemberAsync(source, household, account, session);
        var moment = TimeProvider.System.GetUtcNow();
        var now = moment.UtcDateTime;
        var (id, pet, key) = (Guid.CreateVersion7(), request.PetIds[0],
            http.Request.Headers["Idempotency-Key"].ToString());
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Add(HouseholdDatabase.SetHousehold).Bind(household.ToString());
        batch.Add(IdempotencyKeys.Claim).Bind(household, account, key, Fingerprint, now, now.AddHours(-48));
        batch.Add(CareTarget.Find).Bind(household, new[] { pet });
        batch.Add(CareLog.Insert)
            .Bind(new[] { id }, new[] { pet }, household, (Guid?)Guid.CreateVersion7())
            .Bind(now, account, "app")
            .Bind(new[] { request.Kind }, new[] { now }, new[] { "exact" })
            .Bind(new[] { request.Amount }, new[] { request.Unit }, new[] { request.Food })
            .Bind(new string?[1], new string?[1])
            .Bind(new decimal?[1], new decimal?[1], new decimal?[1])
            .Bind(new string?[1], new string?[1], new Guid?[1], (string?)null);
        var change = batch.Add(RecordedChanges.Insert)
            .Bind(household, Guid.CreateVersion7(), now, (Guid?)account).Bind("care.logged", id, (Guid?)pet);
        change.Add(new NpgsqlParameter<string>
        {
            TypedValue = "{\"kind\":\"feeding\"}",
            NpgsqlDbType = NpgsqlDbType.Jsonb
        });
        batch.Add(IdempotencyKeys.SetAnswer).Bind(household, account, key, (short)201, "{}");
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return Results.Json(
            new LogCareResponse(
                [new CareEventResponse(id, pet, "Rex", request.Kind, moment, moment, "Alex", request.Amount,
                    request.Unit)], "undo"),
            statusCode: 201);
    }

    private static async Task FindMemberAsync(NpgsqlDataSource source, Guid household, Guid account, Guid session)
    {
        await using var batch = source.CreateBatch();
        batch.Add("select set_config('pawpal.account_id', $1, true)").Bind(account.ToString());
        batch.Add(HouseholdScope.FindMembership).Bind(account, session, (Guid?)household,
            TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var row = await batch.ExecuteReaderAsync();
        await row.NextResultAsync();
        if (!await row.ReadAsync())
            throw new InvalidOperationException("Nobody.");
    }
}
