using Microsoft.Extensions.Options;
using PawPal.Api.Notifications;
using PawPal.Api.Push;
using PawPal.Api.Sessions;
using PawPal.Api.Webhooks;

namespace PawPal.Api.Outbox;

internal static class OutboxSetup
{
    /// <summary>In the worker: whatever leaves this system leaves it here.</summary>
    public static void AddDelivery(this IServiceCollection services, string? secretKey, bool isDevelopment)
    {
        services.AddOptions<DeliveryOptions>()
            .BindConfiguration(DeliveryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(SecretKey.Read(secretKey, mayMakeOne: isDevelopment));
        services.AddOptions<PushOptions>()
            .BindConfiguration(PushOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<PushKeys>();
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<NoticeDispatcher>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<MailSender>();
#pragma warning disable EXTEXP0001 // There is no other way to take the common handler off one client.
        services.AddHttpClient<WebhookSender>()
            .RemoveAllResilienceHandlers()
            .ConfigurePrimaryHttpMessageHandler(provider => GuardedConnections.NewHandler(
                provider.GetRequiredService<IOptions<DeliveryOptions>>().Value));
        services.AddHttpClient<PushSender>()
            .RemoveAllResilienceHandlers()
            .ConfigurePrimaryHttpMessageHandler(provider => GuardedConnections.NewHandler(
                provider.GetRequiredService<IOptions<DeliveryOptions>>().Value));
#pragma warning restore EXTEXP0001
        services.AddHostedService<DeliveryService>();
    }
}
