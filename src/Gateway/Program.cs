using PawPal.Gateway.Edge;
using PawPal.Gateway.Problems;
using PawPal.Gateway.Routing;

var builder = WebApplication.CreateBuilder(args);
builder.UseDefaultPort(8080);
builder.AddServiceDefaults();
builder.AddEdge();
builder.AddRoutes();
builder.Services.RemoveProtectionKeys();

var app = builder.Build();
return await app.RunServiceAsync(() =>
{
    app.UseEdge();
    app.MapDefaultEndpoints();
    app.MapReverseProxy(proxy =>
    {
        proxy.UseMiddleware<ProxyProblems>();
        proxy.UseMiddleware<TryNextDestination>();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    }).ConfigureEndpoints((endpoint, route) =>
    {
        if (route.RouteId == GatewayRoutes.Live)
            endpoint.DisableHttpMetrics();
    });
});
