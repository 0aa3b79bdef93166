using System.Buffers.Text;
using FastEndpoints;
using FluentValidation;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Notifications;

namespace PawPal.Api.Push;

internal sealed class AddPushSubscriptionValidator : Validator<AddPushSubscriptionRequest>
{
    private const int AuthBytes = 16;

    public AddPushSubscriptionValidator()
    {
        RuleFor(r => r.Endpoint).Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(1_000)
            // Loopback: who connects refuses it, unless private networks are allowed.
            .Must(endpoint => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
                && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            .WithErrorCode("format").WithMessage("Send the address that the browser gave; it begins with https.");
        RuleFor(r => r.P256dh).Must(key => PushBytes.Read(key) is { } point && PushKeys.IsPoint(point))
            .WithErrorCode("format").WithMessage("Send the key p256dh that the browser gave.");
        RuleFor(r => r.Auth).Must(auth => PushBytes.Read(auth) is { Length: AuthBytes })
            .WithErrorCode("format").WithMessage("Send the key auth that the browser gave.");
    }
}

internal static class PushBytes
{
    /// <summary>Null for what is no base64url of at most 200 characters.</summary>
    public static byte[]? Read(string? text) =>
        text is { Length: > 0 and <= 200 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}

/// <summary><c>POST /api/v1/account/push-subscriptions</c>.</summary>
internal sealed class AddPushSubscriptionEndpoint(PushKeys keys)
    : AccountWriteEndpoint<AddPushSubscriptionRequest, PushSubscriptionResponse>
{
    private const int Most = 10;

    private const string Count =
        "select count(*) from push_subscription where account_id = $1 and endpoint <> $2";

    // One browser is one person's: who subscribes on it last.
    private const string Upsert =
        """
        insert into push_subscription (id, account_id, endpoint, p256dh, sealed_auth, created_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (endpoint) do update set account_id = excluded.account_id, p256dh = excluded.p256dh,
            sealed_auth = excluded.sealed_auth, created_at = excluded.created_at
        returning id
        """;

    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("account/push-subscriptions");
        this.RequireAccount();
        Summary(s => s.Summary = "Let PawPal wake this browser");
    }

    protected override async Task<WriteResult> WriteAsync(
        AddPushSubscriptionRequest request, AccountWriteContext write, CancellationToken ct)
    {
        await using (var count = write.Command(Count))
        {
            count.Parameters.Bind(write.Caller.Account.Value, request.Endpoint);
            if ((long)(await count.ExecuteScalarAsync(ct))! >= Most)
                return new WriteResult.Failed(Problems.PushSubscriptionsTooMany);
        }

        await using var upsert = write.Command(Upsert);
        upsert.Parameters
            .Bind(write.NewId(), write.Caller.Account.Value, request.Endpoint, PushBytes.Read(request.P256dh)!)
            .Bind(keys.Seal(request.Endpoint, PushBytes.Read(request.Auth)!), write.Now.UtcDateTime);
        var id = (Guid)(await upsert.ExecuteScalarAsync(ct))!;
        return new WriteResult.Written(WriteAnswer.Of(
            StatusCodes.Status201Created,
            new PushSubscriptionResponse(id, new Uri(request.Endpoint).Host, write.Now)));
    }
}

/// <summary>The path of <c>DELETE /api/v1/account/push-subscriptions/{subscriptionId}</c>.</summary>
internal sealed record PushSubscriptionPath(Guid SubscriptionId);

internal sealed class DeletePushSubscriptionEndpoint : AccountWriteEndpoint<PushSubscriptionPath>
{
    public override void Configure()
    {
        Delete("account/push-subscriptions/{subscriptionId}");
        this.RequireAccount();
        Summary(s => s.Summary = "Wake this browser no more");
    }

    protected override async Task<WriteResult> WriteAsync(
        PushSubscriptionPath request, AccountWriteContext write, CancellationToken ct)
    {
        await using var delete = write.Command("delete from push_subscription where account_id = $1 and id = $2");
        delete.Parameters.Bind(write.Caller.Account.Value, request.SubscriptionId);
        return await delete.ExecuteNonQueryAsync(ct) == 0
            ? new WriteResult.Failed(Problems.PushSubscriptionUnknown)
            : new WriteResult.Written(WriteAnswer.Nothing);
    }
}

internal sealed class ListPushSubscriptionsEndpoint(NpgsqlDataSource source)
    : EndpointWithoutRequest<PushSubscriptionsResponse>
{
    public override void Configure()
    {
        Get("account/push-subscriptions");
        this.RequireAccount();
        Summary(s => s.Summary = "Browsers that PawPal may wake");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        await using var find = source.CreateCommand(
            "select id, endpoint, created_at from push_subscription where account_id = $1 order by created_at, id");
        find.Parameters.Bind(HttpContext.AccountCaller().Account.Value);
        await using var row = await find.ExecuteReaderAsync(ct);
        var all = new List<PushSubscriptionResponse>();
        while (await row.ReadAsync(ct))
        {
            all.Add(new PushSubscriptionResponse(
                row.GetGuid(0), new Uri(row.GetString(1)).Host, row.GetFieldValue<DateTimeOffset>(2)));
        }

        await Send.OkAsync(new PushSubscriptionsResponse(all), ct);
    }
}

internal sealed class PushKeyEndpoint(PushKeys keys) : EndpointWithoutRequest<PushKeyResponse>
{
    public override void Configure()
    {
        Get("push/key");
        this.RequireAccount();
        Summary(s => s.Summary = "The key that a browser subscribes with");
    }

    public override Task HandleAsync(CancellationToken ct) => Send.OkAsync(new PushKeyResponse(keys.PublicKey), ct);
}
