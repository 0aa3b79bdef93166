namespace PawPal.Api.Idempotency;

internal static class IdempotencySetup
{
    public static void AddIdempotency(this IServiceCollection services) => services.AddSingleton<IdempotentWrites>();
}
