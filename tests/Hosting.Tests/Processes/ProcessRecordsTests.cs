using System.Diagnostics;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Tests.Processes;

public sealed class ProcessRecordsTests
{
    [Fact]
    public async Task A_pid_that_now_is_another_process_is_left_alone()
    {
        using var state = new StateForTest();
        using var stranger = Process.Start("sleep", "600");
        var known = ProcessIdentity.Of(stranger.Id)!.Value;
        var records = new ProcessRecords(state.Path);
        records.Add(new ProcessRecord(
            known with { Started = "1@" + known.Started.Split('@')[1] }, "redis", Signal.Terminate));

        var (found, stopped) = await records.CleanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, found);
        Assert.Empty(stopped);
        Assert.True(known.IsAlive);
        Assert.Empty(Directory.GetFiles(Path.Combine(state.Path, "run")));
        stranger.Kill();
    }

    [Fact]
    public async Task A_record_cut_short_is_no_reason_to_stumble()
    {
        using var state = new StateForTest();
        var folder = Directory.CreateDirectory(Path.Combine(state.Path, "run")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "4711"), "4711 12", TestContext.Current.CancellationToken);
        var (found, stopped) = await new ProcessRecords(state.Path).CleanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, found);
        Assert.Empty(stopped);
    }

    [Fact]
    public async Task A_process_has_the_same_identity_until_it_ends()
    {
        using var process = Process.Start("sleep", "600");
        var identity = ProcessIdentity.Of(process.Id)!.Value;
        Assert.True(identity.IsAlive);
        Assert.Equal(identity, ProcessIdentity.Parse(identity.ToString()));
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.False(identity.IsAlive);
    }
}
