namespace PawPal.Contracts.Notifications;

/// <summary>
/// Body of <c>POST /api/v1/account/push-subscriptions</c>: what a browser's <c>PushManager.subscribe</c> gives.
/// </summary>
/// <param name="Endpoint">HTTPS, at most 1,000 characters. A browser that is known already is taken over.</param>
/// <param name="P256dh">Base64url of the 65 bytes of an uncompressed point on P-256 (RFC 8291).</param>
/// <param name="Auth">Base64url of 16 bytes.</param>
public sealed record AddPushSubscriptionRequest(string Endpoint, string P256dh, string Auth);

/// <summary>A browser that is woken.</summary>
/// <param name="Service">Host of its push service.</param>
public sealed record PushSubscriptionResponse(Guid Id, string Service, DateTimeOffset CreatedAt);

/// <summary>The caller's browsers.</summary>
public sealed record PushSubscriptionsResponse(IReadOnlyList<PushSubscriptionResponse> Subscriptions);

/// <summary>Answer of <c>GET /api/v1/push/key</c>.</summary>
/// <param name="PublicKey">Base64url; the <c>applicationServerKey</c> of <c>PushManager.subscribe</c> (RFC
/// 8292).</param>
public sealed record PushKeyResponse(string PublicKey);
