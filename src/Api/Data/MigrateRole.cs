using Npgsql;

namespace PawPal.Api.Data;

/// <summary>Brings the schema up to this release, then ends: 0 when it is, 1 when not.</summary>
internal static class MigrateRole
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        var connectionString = "";
        // As the login itself, which owns the tables. The data source would not tell its password, the builder does.
        builder.AddNpgsqlDataSource(
            DatabaseSetup.ConnectionName, null, source => connectionString = source.ConnectionString);
        using var host = builder.Build();
        _ = host.Services.GetRequiredService<NpgsqlDataSource>();
        try
        {
            var files = await new Migrator(connectionString).RunAsync(CancellationToken.None);
            await Console.Out.WriteLineAsync(
                files.Count == 0 ? "Schema is up to date." : $"Schema is up to date; new: {string.Join(", ", files)}.");
            return 0;
        }
        catch (MigrationFailure failure)
        {
            await Console.Error.WriteLineAsync($"Migration: {failure.Message}");
            return 1;
        }
    }
}
