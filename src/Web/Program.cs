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
builder.Services.AddHttpClient(VisitorSession.Backend, client =>
{
    client.BaseAddress = new Uri("http://backend");
    client.Timeout = TimeSpan.FromSeconds(5);
});
builder.Services.AddScoped<VisitorSession>();
builder.Services.AddForwardedScheme();
builder.Services.AddRazorComponents();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseSecurityHeaders();
app.UseExceptionHandler("/error", createScopeForErrors: true);
app.UseAntiforgery();

app.MapDefaultEndpoints();
app.MapStaticAssets();
app.MapTodayFragment();
app.MapSessionEnd();
app.MapRazorComponents<App>().WithStaticAssets();

app.Run();
