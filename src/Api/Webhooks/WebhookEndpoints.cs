using FastEndpoints;
using FluentValidation;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Webhooks;

namespace PawPal.Api.Webhooks;

internal sealed class AddWebhookValidator : Validator<AddWebhookRequest>
{
    public AddWebhookValidator()
    {
        RuleFor(r => r.Url).WebhookUrl();
        RuleFor(r => r.Actions).WebhookActions();
    }
}

/// <summary><c>POST /api/v1/webhooks</c>.</summary>
internal sealed class AddWebhookEndpoint(WebhookSecrets secrets) : WriteEndpoint<AddWebhookRequest, NewWebhookResponse>
{
    private const int Most = 20;

    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("webhooks");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "Tell another program of the household's changes; the secret is told once");
    }

    protected override async Task<WriteResult> WriteAsync(
        AddWebhookRequest request, WriteContext write, CancellationToken ct)
    {
        await using (var count = write.Session.Command("select count(*) from webhook where household_id = $1"))
        {
            count.Parameters.Bind(write.Household.Value);
            if ((long)(await count.ExecuteScalarAsync(ct))! >= Most)
                return new WriteResult.Failed(Problems.WebhooksTooMany);
        }

        var webhook = new WebhookResponse(
            write.NewId(), request.Url, [.. request.Actions ?? []], write.Now, Version: 1);
        var secret = WebhookSecrets.New();
        await using var insert = write.Session.Command(
            """
            insert into webhook (id, household_id, url, actions, sealed_secret, created_at)
            values ($1, $2, $3, $4, $5, $6)
            """);
        insert.Parameters
            .Bind(webhook.Id, write.Household.Value, webhook.Url, webhook.Actions.ToArray())
            .Bind(secrets.Seal(webhook.Id, secret), write.Now.UtcDateTime);
        await insert.ExecuteNonQueryAsync(ct);
        write.Record("webhook.added", webhook.Id);
        return new WriteResult.Written(
            WriteAnswer.Of(StatusCodes.Status201Created, new NewWebhookResponse(webhook, secret)))
        {
            Kept = WriteAnswer.Of(StatusCodes.Status201Created, new NewWebhookResponse(webhook, "")),
        };
    }
}

internal sealed class ChangeWebhookValidator : Validator<ChangeWebhookRequest>
{
    public ChangeWebhookValidator()
    {
        RuleFor(r => r.Url).WebhookUrl();
        RuleFor(r => r.Actions).WebhookActions();
    }
}

/// <summary><c>PUT /api/v1/webhooks/{webhookId}</c>.</summary>
internal sealed class ChangeWebhookEndpoint : WriteEndpoint<ChangeWebhookRequest, WebhookResponse>
{
    public override void Configure()
    {
        Put("webhooks/{webhookId}");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "Change where a webhook leads and what it tells");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangeWebhookRequest request, WriteContext write, CancellationToken ct)
    {
        await using (var find = write.Session.Command(
            "select version from webhook where household_id = $1 and id = $2 for update"))
        {
            find.Parameters.Bind(write.Household.Value, request.WebhookId);
            if (await find.ExecuteScalarAsync(ct) is not int version)
                return new WriteResult.Failed(Problems.WebhookUnknown);
            if (write.RequireMatch(version) is { } stale)
                return stale;
        }

        await using var update = write.Session.Command(
            $"""
            update webhook set url = $3, actions = $4, version = version + 1 where household_id = $1 and id = $2
            returning {WebhookRow.Columns}
            """);
        update.Parameters.Bind(
            write.Household.Value, request.WebhookId, request.Url, request.Actions?.ToArray() ?? []);
        await using var row = await update.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        write.Record("webhook.changed", request.WebhookId);
        return new WriteResult.Written(WriteAnswer.Ok(WebhookRow.Read(row)));
    }
}

/// <summary>The path of a request about one webhook.</summary>
internal sealed record WebhookRequest(Guid WebhookId);

/// <summary><c>DELETE /api/v1/webhooks/{webhookId}</c>, with what is on its way.</summary>
internal sealed class DeleteWebhookEndpoint : WriteEndpoint<WebhookRequest>
{
    public override void Configure()
    {
        Delete("webhooks/{webhookId}");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "Delete a webhook");
    }

    protected override async Task<WriteResult> WriteAsync(
        WebhookRequest request, WriteContext write, CancellationToken ct)
    {
        await using var delete = write.Session.Command("delete from webhook where household_id = $1 and id = $2");
        delete.Parameters.Bind(write.Household.Value, request.WebhookId);
        if (await delete.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.WebhookUnknown);
        write.Record("webhook.deleted", request.WebhookId);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}

/// <summary><c>POST /api/v1/webhooks/{webhookId}/ping</c>: one delivery, to see whether it arrives.</summary>
internal sealed class PingWebhookEndpoint : WriteEndpoint<WebhookRequest>
{
    public override void Configure()
    {
        Post("webhooks/{webhookId}/ping");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "Send a webhook a trial");
    }

    protected override async Task<WriteResult> WriteAsync(
        WebhookRequest request, WriteContext write, CancellationToken ct)
    {
        await using var insert = write.Session.Command(
            """
            insert into delivery
                (id, household_id, channel, webhook_id, source_id, payload, created_at, next_attempt_at)
            select $3, household_id, 'webhook', id, $3, jsonb_build_object('action', 'webhook.ping', 'at', $4), $4, $4
            from webhook where household_id = $1 and id = $2
            """);
        insert.Parameters.Bind(write.Household.Value, request.WebhookId, write.NewId(), write.Now.UtcDateTime);
        return await insert.ExecuteNonQueryAsync(ct) == 1
            ? new WriteResult.Written(WriteAnswer.Nothing)
            : new WriteResult.Failed(Problems.WebhookUnknown);
    }
}

internal sealed class ListWebhooksEndpoint(HouseholdDatabase database) : EndpointWithoutRequest<WebhooksResponse>
{
    public override void Configure()
    {
        Get("webhooks");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "The household's webhooks");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var household = HttpContext.Caller().Household;
        await using var query = database.Query(household);
        query.Add($"select {WebhookRow.Columns} from webhook where household_id = $1 order by created_at, id")
            .Bind(household.Value);
        await using var row = await query.ExecuteAsync(ct);
        var webhooks = new List<WebhookResponse>();
        while (await row.ReadAsync(ct))
            webhooks.Add(WebhookRow.Read(row));
        await Send.OkAsync(new WebhooksResponse(webhooks), ct);
    }
}

internal sealed class WebhookDeliveriesEndpoint(HouseholdDatabase database)
    : Endpoint<WebhookRequest, WebhookDeliveriesResponse>
{
    public override void Configure()
    {
        Get("webhooks/{webhookId}/deliveries");
        this.RequireHousehold(HouseholdAccess.Own);
        Summary(s => s.Summary = "How the latest deliveries of a webhook went");
    }

    public override async Task HandleAsync(WebhookRequest request, CancellationToken ct)
    {
        var household = HttpContext.Caller().Household;
        await using var query = database.Query(household);
        query.Add("select exists (select from webhook where household_id = $1 and id = $2)")
            .Bind(household.Value, request.WebhookId);
        query.Add(
            """
            select id, case when delivered_at is not null then 'delivered' when dead_at is not null then 'dead'
                else 'waiting' end, attempts, created_at, delivered_at, failure
            from delivery where household_id = $1 and webhook_id = $2 order by created_at desc, id desc limit 100
            """).Bind(household.Value, request.WebhookId);
        await using var row = await query.ExecuteAsync(ct);
        await row.ReadAsync(ct);
        if (!row.GetBoolean(0))
        {
            await this.ProblemAsync(Problems.WebhookUnknown, ct);
            return;
        }

        await row.NextResultAsync(ct);
        var deliveries = new List<WebhookDelivery>();
        while (await row.ReadAsync(ct))
        {
            deliveries.Add(new WebhookDelivery(
                row.GetGuid(0),
                row.GetString(1),
                row.GetInt32(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.MomentOrNull(4),
                row.TextOrNull(5)));
        }

        await Send.OkAsync(new WebhookDeliveriesResponse(deliveries), ct);
    }
}

internal static class WebhookRow
{
    public const string Columns = "id, url, actions, created_at, version";

    public static WebhookResponse Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetFieldValue<string[]>(2),
        row.GetFieldValue<DateTimeOffset>(3),
        row.GetInt32(4));
}

internal static class WebhookRules
{
    private const int Longest = 500;
    private const int MostActions = 50;

    public static IRuleBuilderOptions<T, string> WebhookUrl<T>(this IRuleBuilderInitial<T, string> rule) => rule
        .Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(Longest)
        .Must(text => Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0
            && text.All(c => c is > ' ' and <= '~'))
        .WithErrorCode("format").WithMessage("Give an address such as https://example.org/hook, without a password.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> WebhookActions<T>(
        this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) => rule
        .Must(actions => actions is null || (actions.Count <= MostActions && actions.All(
            action => action is { Length: <= 60 } && action.All(c => char.IsAsciiLetterLower(c) || c is '.' or '_'))))
        .WithErrorCode("format").WithMessage("At most 50 actions such as care.logged.");
}
