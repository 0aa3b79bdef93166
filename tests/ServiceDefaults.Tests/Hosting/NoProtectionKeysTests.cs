using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PawPal.ServiceDefaults.Tests.Hosting;

public sealed class NoProtectionKeysTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_keys_none_are_made_at_the_start(bool isWithoutKeys)
    {
        await using var service = await TestService.StartAsync([], builder => Configure(builder, isWithoutKeys));
        // With them the start loads or makes keys, and says so: the control of this test.
        Assert.Equal(
            !isWithoutKeys,
            service.Logs.All.Any(line => line.Contains("DataProtection.KeyManagement", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_only_one_replica_could_read_again_is_not_protected_at_all()
    {
        await using var service = await TestService.StartAsync([], builder => Configure(builder, isWithoutKeys: true));
        var protector = service.App.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("form");
        var refused = Assert.Throws<InvalidOperationException>(() => protector.Protect([1]));
        Assert.Contains("data protection", refused.Message, StringComparison.Ordinal);
    }

    private static void Configure(WebApplicationBuilder builder, bool isWithoutKeys)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Trace);
        builder.Services.AddAuthentication();
        builder.Services.AddAntiforgery();
        if (isWithoutKeys)
            builder.Services.RemoveProtectionKeys();
    }
}
