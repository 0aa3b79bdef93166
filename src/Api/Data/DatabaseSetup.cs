using PawPal.Api.Changes;

namespace PawPal.Api.Data;

internal static class DatabaseSetup
{
    public const string ConnectionName = "pawpal";

    public static void AddHouseholdDatabase(this WebApplicationBuilder builder, DatabaseRole role)
    {
        builder.AddNpgsqlDataSource(
            ConnectionName, null, source => role.ApplyTo(source.ConnectionStringBuilder));
        builder.Services.AddSingleton<ChangeSignal>();
        builder.Services.AddSingleton<HouseholdDatabase>();
    }
}
