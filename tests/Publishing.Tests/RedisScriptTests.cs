using System.Diagnostics;
using System.Globalization;
using PawPal.Publishing.Tests.Policies;
using PawPal.Testing;
using StackExchange.Redis;

namespace PawPal.Publishing.Tests;

/// <summary>The scripts that are published for a Redis cluster, run against real servers.</summary>
public sealed class RedisScriptTests : IAsyncLifetime
{
    private const string Password = "qu\"ote\\d";
    private const int Servers = 6;
    private const int BusOffset = 10000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pawpal-redis-");
    private readonly List<Process> _processes = [];
    private readonly List<int> _ports = [];

    [Fact]
    public async Task Servers_become_one_cluster_that_clients_find_by_any_of_them()
    {
        await CreateAsync();
        Assert.Contains("The cluster is there.", await CreateAsync(), StringComparison.Ordinal);

        await using var client = await ConnectionMultiplexer.ConnectAsync(
            $"127.0.0.1:{_ports[4]},password={Password},abortConnect=true,connectTimeout=20000");
        foreach (var number in Enumerable.Range(0, 200))
            await client.GetDatabase().StringSetAsync($"pet:{number}", number);
        foreach (var number in Enumerable.Range(0, 200))
            Assert.Equal(number, (int)await client.GetDatabase().StringGetAsync($"pet:{number}"));
        Assert.Equal(Servers, client.GetEndPoints().Length);
        Assert.DoesNotContain(
            Password, await CommandOutput.OfAsync("ps", "-A", "-o", "args="), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_broken_off_half_way_is_finished()
    {
        await AskAsync(_ports[0], "cluster", "meet", "127.0.0.1", $"{_ports[3]}");
        await AskAsync(_ports[0], "cluster", "addslotsrange", "0", "5460");
        await CreateAsync();
        foreach (var port in _ports)
            Assert.Contains(
                "cluster_slots_ok:16384", await AskAsync(port, "cluster", "info"), StringComparison.Ordinal);
        var nodes = await AskAsync(_ports[0], "cluster", "nodes");
        Assert.Equal(
            3, nodes.Split('\n').Count(line => line.Contains(" slave ", StringComparison.Ordinal)
                || line.Contains(",slave ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Servers_that_all_come_back_under_other_addresses_find_each_other()
    {
        await CreateAsync();
        await AskAsync(_ports[0], "cluster", "info");
        await StopAsync();
        await StartAsync("127.0.0.2");
        foreach (var port in _ports)
        {
            await Eventually.TrueAsync(
                // By state alone a server that has not yet missed the others would pass.
                async () => (await TryAsync([.. Asking(port, "127.0.0.2"), "cluster", "nodes"])).Split('\n')
                    .Count(line =>
                        line.Contains(" 127.0.0.2:", StringComparison.Ordinal)
                        && line.Contains(" connected", StringComparison.Ordinal)
                        && !line.Contains("fail", StringComparison.Ordinal)) == Servers,
                TimeSpan.FromSeconds(60), $"the server {port} is in the cluster again");
        }
    }

    public async ValueTask InitializeAsync()
    {
        while (_ports.Count < Servers)
        {
            if (FreePort.Next() is var port and < 65535 - BusOffset && !_ports.Contains(port))
                _ports.Add(port);
        }

        await StartAsync("127.0.0.1");
    }

    private async Task StartAsync(string address)
    {
        var start = await WriteAsync("care-cache-scripts", "start.sh");
        foreach (var port in _ports)
        {
            var data = _folder.CreateSubdirectory($"{port}").FullName;
            _processes.Add(Start(
                "sh", [start, "--bind", address], ("REDIS_PORT", $"{port}"), ("REDIS_DATA", data), ("TMPDIR", data),
                ("SERVICE", "cache"), ("ANNOUNCE_IP", address), ("ENDPOINT_TYPE", "ip"), ("NODES", Nodes(address))));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StopAsync()
    {
        foreach (var process in _processes)
        {
            // With what the script has begun beside the server.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _processes.Clear();
    }

    private string Nodes(string address) => string.Join(' ', _ports.Select(port => $"{address}:{port}"));

    private async Task<string> CreateAsync()
    {
        var script = await WriteAsync("care-cache-cluster-scripts", "create.sh");
        using var process = Start("sh", [script], ("NODES", Nodes("127.0.0.1")));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, said);
        return said;
    }

    private static async Task<string> AskAsync(int port, params string[] words)
    {
        var asking = Asking(port, "127.0.0.1");
        await Eventually.TrueAsync(
            async () => (await TryAsync([.. asking, "ping"])).Contains("PONG", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30), "redis-server answers");
        return await CommandOutput.OfAsync("redis-cli", [.. asking, .. words]);
    }

    private static string[] Asking(int port, string address) =>
        ["-h", address, "-p", port.ToString(CultureInfo.InvariantCulture), "--no-auth-warning", "-a", Password];

    private static async Task<string> TryAsync(string[] arguments)
    {
        try
        {
            return await CommandOutput.OfAsync("redis-cli", arguments);
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }
    }

    private async Task<string> WriteAsync(string map, string name)
    {
        var text = $"{Sample.Objects(Sample.Publish("care:cluster"))
            .Single(one => Cluster.Named(one) == $"ConfigMap {map}")["data"]![name]}";
        var file = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }

    private static Process Start(string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["REDIS_PASSWORD"] = Password;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
