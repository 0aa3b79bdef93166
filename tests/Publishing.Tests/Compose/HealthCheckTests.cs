using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using PawPal.Publishing.Tests.Policies;
using PawPal.Testing;
using static PawPal.Publishing.Tests.Compose.ComposeProject;

namespace PawPal.Publishing.Tests.Compose;

/// <summary>The written questions, asked with what an image carries of a server that is there.</summary>
public sealed class HealthCheckTests : IDisposable
{
    private readonly DirectoryInfo _programs = Directory.CreateTempSubdirectory("health-");

    public void Dispose() => _programs.Delete(recursive: true);

    [Theory]
    [InlineData("bash", 200, true)]
    [InlineData("bash", 503, false)]
    [InlineData("wget", 200, true)]
    [InlineData("wget", 503, false)]
    public async Task Alpine_and_debian_both_find_out_whether_a_service_is_ready(
        string tool, int status, bool isHealthy)
    {
        Install(tool);
        using var server = new Server(status);
        Assert.Equal(isHealthy, await AskAsync(Of(Sample.Own)["backend"], "8000", server.Port));
        Assert.StartsWith("GET /api/v1/health/ready HTTP/1.", server.Asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("wget")]
    public async Task A_service_that_is_not_there_is_not_healthy(string tool)
    {
        Install(tool);
        Assert.False(await AskAsync(Of(Sample.Own)["backend"], "8000", FreePort.Next()));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::")]
    public async Task A_service_without_a_path_is_healthy_while_its_port_is_open(string address)
    {
        Install("grep");
        var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var service = Of("starter")["apiservice"];
        Assert.True(await AskAsync(service, "1F90", port, "X4"));
        listener.Stop();
        Assert.False(await AskAsync(service, "1F90", port, "X4"));
    }

    private async Task<bool> AskAsync(JsonNode service, string written, int port, string format = "D")
    {
        var test = Texts(service.At("healthcheck")!, "test").ToArray();
        Assert.Equal("CMD-SHELL", test[0]);
        Assert.Contains($"port={written}", test[1], StringComparison.Ordinal);
        var script = test[1].Replace("$$", "$", StringComparison.Ordinal).Replace(
            $"port={written}", $"port={port.ToString(format, CultureInfo.InvariantCulture)}", StringComparison.Ordinal);
        return (await Programs.RunAsync("/bin/sh", ["-c", script], ("PATH", _programs.FullName))).Code == 0;
    }

    // The only program the shell will find.
    private void Install(string tool)
    {
        var path = Path.Combine(_programs.FullName, tool);
        // Alpine's wget is busybox.
        File.CreateSymbolicLink(path, Programs.Require(tool == "wget" ? "busybox" : tool));
    }

    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Server(int status)
        {
            _listener.Start();
            _ = AnswerAsync(status);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public string? Asked { get; private set; }

        public void Dispose() => _listener.Dispose();

        private async Task AnswerAsync(int status)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream());
            Asked = await reader.ReadLineAsync();
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
                // The rest of the head does not matter.
            }

            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {status} -\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")));
        }
    }
}
