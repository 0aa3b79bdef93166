using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace PawPal.Api.Tests.Live;

/// <summary>A further replica over the same stores, in the real time.</summary>
internal sealed class SecondReplica(WebApplication app) : IAsyncDisposable
{
    public Uri Address { get; } = new(
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<SecondReplica> StartAsync(ApiFixture api, params string[] more)
    {
        var app = ServeRole.Build([.. api.Configuration, .. more]);
        await app.StartAsync();
        return new SecondReplica(app);
    }

    /// <summary>The household's owner, who speaks to this replica.</summary>
    public HttpClient NewClient(TestHousehold home)
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = home.Client.DefaultRequestHeaders.Authorization;
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
