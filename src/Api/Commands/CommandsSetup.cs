namespace PawPal.Api.Commands;

internal static class CommandsSetup
{
    public static void AddCommands(this WebApplicationBuilder builder)
    {
        builder.AddRedisDistributedCache("redis");
        builder.Services.AddHybridCache();
        builder.Services.AddSingleton<VocabularyMetrics>();
        builder.Services.AddSingleton<HouseholdVocabulary>();
        builder.Services.AddSingleton<CommandRunner>();
    }
}
