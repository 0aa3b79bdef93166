using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PawPal.Hosting.Tests.Redis;

public sealed class RedisFormTests
{
    [Theory]
    [InlineData("garnet", "Garnet ")]
    [InlineData("installed", "installed Redis ")]
    public async Task Both_forms_keep_data_and_serve_only_those_who_know_the_password(string form, string said)
    {
        using var state = new StateForTest();
        string[] args = [$"--Hosting:Redis={form}", "--RedisKeeps=true"];
        await using (var first = await SampleRun.StartedAsync(state.Path, args))
        {
            Assert.Contains(said, first.Output, StringComparison.Ordinal);
            Assert.StartsWith("-NOAUTH", (await AskAsync(first, ["GET", "pet"]))[0], StringComparison.Ordinal);
            var answers = await AskAsync(first, ["AUTH", first.Secret("redis-password")], ["SET", "pet", "Mochi"]);
            Assert.Equal(["+OK", "+OK"], answers, StringComparer.Ordinal);
        }

        await using var second = await SampleRun.StartedAsync(state.Path, args);
        var kept = await AskAsync(second, ["AUTH", second.Secret("redis-password")], ["STRLEN", "pet"]);
        Assert.Equal(["+OK", ":5"], kept, StringComparer.Ordinal);
    }

    private static async Task<List<string?>> AskAsync(SampleRun run, params string[][] commands)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(run.Url("redis")).Port, limit.Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        var answers = new List<string?>();
        foreach (var command in commands)
        {
            var words = command.Select(word =>
                string.Create(CultureInfo.InvariantCulture, $"${word.Length}\r\n{word}\r\n"));
            var request = string.Create(CultureInfo.InvariantCulture, $"*{command.Length}\r\n") + string.Concat(words);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), limit.Token);
            answers.Add(await reader.ReadLineAsync(limit.Token));
        }

        return answers;
    }
}
