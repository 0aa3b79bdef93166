using PawPal.Dashboard;
using PawPal.Dashboard.Shell;

return await DashboardApplication.RunAsync(() =>
{
    // Started from anywhere: what belongs to it lies beside it.
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddDashboard();
    builder.AddDashboardPages();
    var app = builder.Build();
    app.UseDashboard();
    app.MapDashboardPages();
    return app;
});
