using PawPal.Web.Backend;
using PawPal.Web.Layout;
using PawPal.Web.Security;
using PawPal.Web.Session;
using PawPal.Web.Today;

// Settings and assets lie beside the program, whatever folder it is started from.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();
// Unpublished, the assets are still in the source folder: the build's list knows where.
builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
builder.UseDefaultPort(3000);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddHttpContextAccessor();
builder.Services.AddBackend(builder.Configuration[ApiAddress.Variable]);
builder.Services.AddScoped<VisitorSession>();
builder.Services.AddForwardedScheme();
builder.Services.AddRazorComponents();
builder.Services.RemoveProtectionKeys();

var app = builder.Build();
return await app.RunServiceAsync(() =>
{
    app.UseForwardedHeaders();
    app.UseSecurityHeaders();
    app.UseExceptionHandler("/error", createScopeForErrors: true);

    app.MapDefaultEndpoints();
    app.MapStaticAssets();
    app.MapTodayFragment();
    app.MapSessionEnd();
    app.MapApi();
    // The pages post nothing: their scripts call the API, which asks for a header that no other site can send.
    app.MapRazorComponents<App>().WithStaticAssets().DisableAntiforgery();
});
