using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using PawPal.Testing;
using PawPal.Web.Tests.Peer;
using PawPal.Web.Tests.Stack;
using Yarp.ReverseProxy.Forwarder;

[assembly: AssemblyFixture(typeof(WebStack))]
// One frontend and one machine of two cores: browsers in parallel only make each other late.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace PawPal.Web.Tests.Stack;

/// <summary>
/// One door as the gateway is one: <c>/api</c> is answered by the peer, the rest by the real frontend, which asks the
/// peer in its turn.
/// </summary>
public sealed class WebStack : IAsyncLifetime
{
    private PeerState _state = new();
    private WebApplication _door = null!;
    private WebProcess _web = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public string Address { get; } = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");

    /// <summary>The frontend itself, without the door in front.</summary>
    internal Uri Frontend => _web.Address;

    internal string WebOutput => _web.Output;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        builder.Services.AddHttpForwarder();
        _door = builder.Build();
        PeerApi.Map(_door, () => _state);
        MapFrontend(_door);
        await _door.StartAsync();
        _web = await WebProcess.StartAsync(("services__backend__http__0", Address));
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Visitor.PatienceMs);
        _browser = await LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _web.DisposeAsync();
        await _door.DisposeAsync();
    }

    /// <summary>Forgets everything: the beginning of a test.</summary>
    internal PeerState Reset() => _state = new PeerState();

    /// <summary>A visitor with a browser profile of their own, on a small phone unless told.</summary>
    internal Task<Visitor> VisitAsync(Action<BrowserNewContextOptions>? choose = null) =>
        Visitor.ArriveAsync(_browser, Address, ownsBrowser: false, choose);

    /// <summary>A visitor who speaks: the microphone hears <paramref name="wav"/> once, then silence.</summary>
    internal async Task<Visitor> VisitSpeakingAsync(byte[] wav)
    {
        var path = Path.Combine(Path.GetTempPath(), $"pawpal-{Guid.CreateVersion7()}.wav");
        await File.WriteAllBytesAsync(path, wav);
        var browser = await LaunchAsync(
            "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
            $"--use-file-for-fake-audio-capture={path}%noloop");
        var visitor = await Visitor.ArriveAsync(
            browser, Address, ownsBrowser: true, options => options.Permissions = ["microphone"]);
        visitor.OnLeave(() => File.Delete(path));
        return visitor;
    }

    /// <summary>A visitor whose browser was started with flags of its own.</summary>
    internal async Task<Visitor> VisitWithFlagsAsync(string address, params string[] flags) =>
        await Visitor.ArriveAsync(await LaunchAsync(flags), address, ownsBrowser: true, choose: null);

    private Task<IBrowser> LaunchAsync(params string[] flags) => _playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", .. flags,
        ],
    });

    private void MapFrontend(WebApplication door)
    {
        var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
        });
        var forwarder = door.Services.GetRequiredService<IHttpForwarder>();
        door.MapFallback("/{**rest}", async (HttpContext http) =>
            await forwarder.SendAsync(http, _web.Address.ToString(), client));
    }
}
