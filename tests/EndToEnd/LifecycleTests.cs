using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PawPal.Testing;

namespace PawPal.EndToEnd;

/// <summary>What starts also ends: in order on Ctrl+C, and by the next start when the engine was killed.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task After_a_kill_the_next_start_cleans_up_and_there_is_one_database_server()
    {
        var state = StateFolder.New();
        try
        {
            var killed = await AppHostProcess.StartAsync(state);
            Assert.Single(StateFolder.PostgresServersOf(state));
            var earlier = RunningProcess.Below(killed.ProcessId).Select(p => (p.Id, p.CommandLine)).ToHashSet();
            Assert.True(earlier.Count > 6, "six parts and more run");
            await killed.KillAsync();

            await using (var second = await AppHostProcess.StartAsync(state))
            {
                Assert.Single(StateFolder.PostgresServersOf(state));
                Assert.Single(second.Started("PawPal.Gateway"));
                var left = RunningProcess.All().Where(p => earlier.Contains((p.Id, p.CommandLine)));
                Assert.Empty(left);
            }

            Assert.Empty(StateFolder.ProcessesOf(state));
        }
        finally
        {
            await StateFolder.DeleteAsync(state);
        }
    }

    [Fact]
    public async Task Ctrl_C_ends_everything_that_was_started()
    {
        var state = StateFolder.New();
        try
        {
            var host = await AppHostProcess.StartAsync(state);
            var started = RunningProcess.Below(host.ProcessId).Select(p => p.Id).ToHashSet();
            started.UnionWith(StateFolder.ProcessesOf(state).Select(p => p.Id));
            Assert.True(started.Count > 6, "six parts and more run");

            var waited = Stopwatch.StartNew();
            await host.InterruptAsync();
            // An idle machine takes about two seconds; the engine kills what has not ended after five.
            await host.WaitForExitAsync(TimeSpan.FromSeconds(30));

            var left = RunningProcess.All().Where(p => started.Contains(p.Id)).ToList();
            Assert.True(left.Count == 0, $"after {waited.Elapsed.TotalSeconds:0.0} s left: {string.Join("; ", left)}");
            Assert.Equal(0, host.ExitCode);
        }
        finally
        {
            await StateFolder.DeleteAsync(state);
        }
    }

    [Fact]
    public async Task A_taken_port_is_one_line_that_names_the_resource_the_cause_and_the_way_out()
    {
        var state = StateFolder.New();
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var port = ((IPEndPoint)squatter.LocalEndpoint).Port;
        try
        {
            await using var host = await AppHostProcess.StartAndFailAsync(state, $"--Hosting:Ports:gateway={port}");

            Assert.NotEqual(0, host.ExitCode);
            Assert.Contains(
                host.Output.Split('\n'),
                line => line.Contains("gateway", StringComparison.Ordinal)
                    && line.Contains($"{port}", StringComparison.Ordinal)
                    && line.Contains("taken", StringComparison.Ordinal));
            Assert.Empty(StateFolder.ProcessesOf(state));
        }
        finally
        {
            await StateFolder.DeleteAsync(state);
        }
    }
}
