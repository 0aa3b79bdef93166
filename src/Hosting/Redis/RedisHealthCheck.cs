using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
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
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Limit);
            return await PingAsync(limit.Token);
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
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
        // The first host of what may be a given list of them.
        var at = RedisAddress.Parse(await redis.ConnectionStringExpression.GetValueAsync(ct) ?? "");
        using var client = new TcpClient();
        await client.ConnectAsync(at.Host, at.Port, ct);
        await using var stream = await StreamAsync(client, at, ct);
        using var answers = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        if (at.Password is { } password)
        {
            string[] words = at.User is { } user ? ["AUTH", user, password] : ["AUTH", password];
            if (await AskAsync(stream, answers, words, ct) != "+OK")
                return HealthCheckResult.Unhealthy("the server refuses the password");
        }

        var pong = await AskAsync(stream, answers, ["PING"], ct);
        return pong == "+PONG"
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"PING was answered '{pong}'");
    }

    private static async Task<Stream> StreamAsync(TcpClient client, RedisAddress at, CancellationToken ct)
    {
        if (!at.IsTls)
            return client.GetStream();
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = at.Host }, ct);
        return tls;
    }

    private static async Task<string?> AskAsync(
        Stream stream, StreamReader answers, string[] words, CancellationToken ct)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), ct);
        return await answers.ReadLineAsync(ct);
    }
}
