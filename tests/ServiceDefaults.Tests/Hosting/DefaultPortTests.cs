using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace PawPal.ServiceDefaults.Tests.Hosting;

public sealed class DefaultPortTests
{
    [Fact]
    public void Alone_a_service_listens_on_its_own_port_of_this_machine_only() =>
        Assert.Equal("http://127.0.0.1:8000", UrlsAfter());

    [Theory]
    [InlineData("--urls=http://127.0.0.1:1234")]
    [InlineData("--http_ports=1234")]
    [InlineData("--https_ports=1234")]
    [InlineData("--Kestrel:Endpoints:Web:Url=http://127.0.0.1:1234")]
    public void A_configured_address_is_left_as_it_is(string argument) =>
        Assert.DoesNotContain("8000", UrlsAfter(argument) ?? "", StringComparison.Ordinal);

    private static string? UrlsAfter(params string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.UseDefaultPort(8000);
        return builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey);
    }
}
