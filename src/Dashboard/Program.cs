using PawPal.Dashboard;

return await DashboardApplication.RunAsync(() =>
{
    // Started from anywhere: what belongs to it lies beside it.
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddDashboard();
    var app = builder.Build();
    app.UseDashboard();
    return app;
});
