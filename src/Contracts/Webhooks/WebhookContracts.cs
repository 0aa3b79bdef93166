namespace PawPal.Contracts.Webhooks;

/// <summary>Body of <c>POST /api/v1/webhooks</c>.</summary>
/// <param name="Url">http or https, at most 500 characters. Where it may lead is judged when it is called.</param>
/// <param name="Actions">Such as <c>care.logged</c>, at most 50; all when empty or left out.</param>
public sealed record AddWebhookRequest(string Url, IReadOnlyList<string>? Actions = null);

/// <inheritdoc cref="AddWebhookRequest"/>
/// <param name="WebhookId">In the path.</param>
public sealed record ChangeWebhookRequest(Guid WebhookId, string Url, IReadOnlyList<string>? Actions = null);

/// <summary>Whom the household tells of its changes.</summary>
public sealed record WebhookResponse(
    Guid Id, string Url, IReadOnlyList<string> Actions, DateTimeOffset CreatedAt, int Version) : IVersioned;

/// <summary>The only answer that has the secret which requests are signed with.</summary>
public sealed record NewWebhookResponse(WebhookResponse Details, string Secret);

/// <summary>The household's webhooks.</summary>
public sealed record WebhooksResponse(IReadOnlyList<WebhookResponse> Webhooks);

/// <summary>How a delivery went.</summary>
/// <param name="State"><c>waiting</c>, <c>delivered</c> or <c>dead</c>.</param>
public sealed record WebhookDelivery(
    Guid Id, string State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt, string? Failure);

/// <summary>The latest 100.</summary>
public sealed record WebhookDeliveriesResponse(IReadOnlyList<WebhookDelivery> Deliveries);
