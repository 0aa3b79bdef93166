using PawPal.Api.Appointments;
using PawPal.Api.Backups;
using PawPal.Api.Data;
using PawPal.Api.Outbox;
using PawPal.Api.Reminders;
using PawPal.Api.Replication;
using PawPal.Api.Reports;
using PawPal.Api.Retention;
using PawPal.Api.Sessions;
using PawPal.Api.Vaccinations;

namespace PawPal.Api;

/// <summary>Work that no request waits for. Any number of workers may run side by side.</summary>
internal static class WorkerRole
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.UseDefaultPort(8001);
        builder.AddServiceDefaults();
        builder.AddHouseholdDatabase(DatabaseRole.Worker);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRetention();
        builder.Services.AddDelivery(
            builder.Configuration[SecretKey.ConfigurationName], builder.Environment.IsDevelopment());
        builder.Services.AddBackupAge();
        builder.Services.AddReminderRounds();
        builder.Services.AddAppointmentReminders();
        builder.Services.AddVaccinationReminders();
        builder.Services.AddReplicationLag();
        builder.Services.AddWeeklySummary();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        return app;
    }
}
