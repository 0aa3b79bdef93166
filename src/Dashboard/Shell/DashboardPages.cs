using PawPal.Dashboard.Components;

namespace PawPal.Dashboard.Shell;

/// <summary>The pages: interactive, rendered by the server over one circuit per window.</summary>
internal static class DashboardPages
{
    public static void AddDashboardPages(this WebApplicationBuilder builder)
    {
        // Unpublished, the assets are still in the source folder: the build's list knows where.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddSingleton<ResourceHues>();
        builder.Services.AddScoped<BrowserTime>();
        builder.Services.AddScoped<Pause>();
        builder.Services.AddScoped<Toasts>();
        builder.Services.AddScoped<CommandRunner>();
    }

    public static void MapDashboardPages(this WebApplication app)
    {
        // The login page needs its style before anybody is known.
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().WithStaticAssets().AddInteractiveServerRenderMode();
    }
}
