using PawPal.Api.Changes;

namespace PawPal.Api.Data;

internal static class DatabaseSetup
{
    public const string ConnectionName = "pawpal";

    private const string ReplicaName = "pawpal-replica";

    public static void AddHouseholdDatabase(this WebApplicationBuilder builder, DatabaseRole role)
    {
        builder.AddNpgsqlDataSource(
            ConnectionName, null, source => role.ApplyTo(source.ConnectionStringBuilder));
        builder.Services.AddSingleton<ChangeSignal>();
        builder.Services.AddSingleton<HouseholdDatabase>();
    }

    /// <summary>Reads that allow it go to <c>ConnectionStrings:pawpal-replica</c>, where there is one.</summary>
    public static void AddReadReplica(this WebApplicationBuilder builder, DatabaseRole role)
    {
        if (string.IsNullOrEmpty(builder.Configuration.GetConnectionString(ReplicaName)))
            return;
        builder.AddKeyedNpgsqlDataSource(
            ReplicaName,
            // Without it the primary is read: it makes no service unready.
            settings => settings.DisableHealthChecks = true,
            source => role.ApplyTo(source.ConnectionStringBuilder));
        builder.Services.AddSingleton<WrittenPlaces>();
        builder.Services.AddSingleton<ReplicaMetrics>();
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ReadReplica>(
            services, services.GetRequiredKeyedService<Npgsql.NpgsqlDataSource>(ReplicaName)));
    }
}
