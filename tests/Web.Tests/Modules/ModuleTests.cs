using System.Diagnostics;

namespace PawPal.Web.Tests.Modules;

/// <summary>The modules' own unit tests, run by Node's test runner.</summary>
public sealed class ModuleTests
{
    [Fact]
    public async Task Modules_pass_their_unit_tests()
    {
        var tests = Directory.GetFiles(Sources.Tests("Modules"), "*.test.mjs");
        Assert.NotEmpty(tests);
        using var node = Process.Start(new ProcessStartInfo("node", ["--test", "--test-reporter=tap", .. tests])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await output + await errors);
    }
}
