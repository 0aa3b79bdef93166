using FastEndpoints;
using PawPal.Api.Accounts;
using PawPal.Api.Appointments;
using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Demo;
using PawPal.Api.Doors;
using PawPal.Api.Files;
using PawPal.Api.FoodSafety;
using PawPal.Api.Handover;
using PawPal.Api.Health;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.LanguageModel;
using PawPal.Api.Live;
using PawPal.Api.Pets;
using PawPal.Api.Plans;
using PawPal.Api.Push;
using PawPal.Api.Reference;
using PawPal.Api.Sessions;
using PawPal.Api.Triage;
using PawPal.Api.Voice;
using PawPal.Api.Webhooks;

namespace PawPal.Api;

/// <summary>The HTTP API.</summary>
internal static class ServeRole
{
    /// <param name="adjust">Runs last, before the container is built: tests put their clock and limits in here.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.UseDefaultPort(8000);
        builder.AddServiceDefaults();
        builder.Logging.AddFilter("FastEndpoints", LogLevel.Warning);
        builder.AddHouseholdDatabase(DatabaseRole.App);
        builder.AddReadReplica(DatabaseRole.App);
        builder.AddRedisClient("redis");
        builder.Services.AddSingleton(TimeProvider.System);

        builder.Services.AddProblems();
        builder.Services.AddDoors();
        builder.Services.AddSessions(
            builder.Configuration[SecretKey.ConfigurationName], builder.Environment.IsDevelopment());
        builder.Services.AddHouseholds();
        builder.Services.AddAccounts();
        builder.Services.AddPets();
        builder.Services.AddFiles();
        builder.Services.AddIdempotency();
        builder.Services.AddAppointments();
        builder.AddCommands();
        builder.Services.AddCare();
        builder.Services.AddFoodSafety();
        builder.Services.AddHandover();
        builder.Services.AddHealth();
        builder.Services.AddLive();
        builder.Services.AddSingleton<WebhookSecrets>();
        builder.Services.AddSingleton<PushKeys>();
        builder.Services.AddPlans();
        builder.Services.AddTriage();
        builder.AddLanguageModel();
        builder.AddVoice();
        builder.Services.AddDemo();
        builder.Services.AddFastEndpoints();
        builder.Services.AddReference();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.CheckFiles();
        app.UseForwardedHeaders();
        app.UseProblems();
        app.UseReferencePolicy();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseSessions();
        app.UseHouseholds();
        app.UseHandoverLinks();
        app.Use(next => http => BodyLimit.CheckAsync(http, next));
        app.Use(next => http => MediaTypeGuard.CheckAsync(http, next));
        app.MapDefaultEndpoints();
        app.UseFastEndpoints(PawPalEndpoints.Configure);
        app.MapReference();
        return app;
    }
}
