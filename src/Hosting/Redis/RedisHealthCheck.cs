using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PawPal.Hosting.Redis;

/// <summary>Healthy while the server answers a PING of somebody who knows the password.</summary>
internal sealed class RedisHealthCheck(RedisResource redis) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default)
    {
        // A server that somebody else runs may need TLS and more; services tell its health themselves.
        if (redis.Annotations.OfType<ConnectionStringRedirectAnnotation>().Any())
            return HealthCheckResult.Healthy();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Limit);
            return await PingAsync(limit.Token);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"no answer to PING within {Limit.TotalSeconds:0} s");
        }
    }

    private async Task<HealthCheckResult> PingAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", redis.PrimaryEndpoint.Port, ct);
        await using var stream = client.GetStream();
        using var answers = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        if (redis.PasswordParameter is { } secret)
        {
            var answer = await AskAsync(stream, answers, ["AUTH", await secret.GetValueAsync(ct) ?? ""], ct);
            if (answer != "+OK")
                return HealthCheckResult.Unhealthy("the server refuses the password");
        }

        var pong = await AskAsync(stream, answers, ["PING"], ct);
        return pong == "+PONG"
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"PING was answered '{pong}'");
    }

    private static async Task<string?> AskAsync(
        NetworkStream stream, StreamReader answers, string[] words, CancellationToken ct)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), ct);
        return await answers.ReadLineAsync(ct);
    }
}
