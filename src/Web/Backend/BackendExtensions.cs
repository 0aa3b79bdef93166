using Microsoft.Extensions.Options;
using PawPal.Web.Session;
using Yarp.ReverseProxy.Forwarder;

namespace PawPal.Web.Backend;

/// <summary>How the pages reach the API: by the model's name for it, or by <c>NEXT_PUBLIC_API_URL</c>.</summary>
internal static class BackendExtensions
{
    public static void AddBackend(this IServiceCollection services, string? apiUrl)
    {
        services.AddOptions<ApiAddress>()
            .Configure(address => address.Text = apiUrl ?? "")
            .Validate(address => !address.IsGiven || address.Server is not null, ApiAddress.Fault)
            .ValidateOnStart();
        services.AddHttpClient(VisitorSession.Backend, (provider, client) =>
        {
            var address = provider.GetRequiredService<IOptions<ApiAddress>>().Value;
            client.BaseAddress = address.Server ?? new Uri($"http://{VisitorSession.Backend}");
            client.Timeout = TimeSpan.FromSeconds(5);
        });
        services.AddHttpForwarder();
    }

    /// <summary>
    /// The pages' scripts call the API at the pages' own address. Behind the gateway those calls never come here; a
    /// frontend that stands alone hands them on, so that cookies and the content security policy hold as they are.
    /// </summary>
    public static void MapApi(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ApiAddress>>().Value is not { IsGiven: true, Server: { } server })
            return;
        app.MapForwarder(
            "/api/{**rest}", server.ToString(),
            new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromMinutes(1) }, transforms => { });
    }
}
