using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PawPal.Api.Tests.Push;

/// <summary>A browser and its push service: takes messages and reads them as RFC 8291 and 8188 say.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);

    private Browser(WebApplication app, int status)
    {
        _app = app;
        Status = status;
    }

    public int Status { get; set; }

    public ConcurrentQueue<ReceivedPush> Got { get; } = new();

    public string Origin => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
        .Addresses.First().TrimEnd('/');

    public string Endpoint => $"{Origin}/push/{Base64Url.EncodeToString(_auth)}";

    public string P256dh => Base64Url.EncodeToString(Point(_key));

    public string Auth => Base64Url.EncodeToString(_auth);

    public static async Task<Browser> StartAsync(int status = 201)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var browser = new Browser(app, status);
        app.Run(browser.TakeAsync);
        await app.StartAsync();
        return browser;
    }

    /// <exception cref="CryptographicException">It is not for this browser, or was changed on its way.</exception>
    public JsonDocument Decrypt(ReceivedPush push)
    {
        var body = push.Body.AsSpan();
        var salt = body[..16];
        var idLength = body[20];
        Assert.True(BinaryPrimitives.ReadUInt32BigEndian(body[16..20]) >= body.Length - 21 - idLength);
        var sender = body[21..(21 + idLength)].ToArray();
        var content = body[(21 + idLength)..];
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
        });
        var shared = _key.DeriveRawSecretAgreement(other.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. Point(_key), .. sender];
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _auth, info);
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, secret, 16, salt.ToArray(), "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, secret, 12, salt.ToArray(), "Content-Encoding: nonce\0"u8.ToArray());
        using var cipher = new AesGcm(key, 16);
        var plain = new byte[content.Length - 16];
        cipher.Decrypt(nonce, content[..^16], content[^16..], plain);
        var end = Array.LastIndexOf(plain, (byte)2);
        return JsonDocument.Parse(plain.AsMemory(0, end));
    }

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        await _app.DisposeAsync();
    }

    private static byte[] Point(ECDiffieHellman key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        Got.Enqueue(new ReceivedPush(
            body.ToArray(), headers.ContentEncoding.ToString(), headers["Urgency"].ToString(),
                headers["TTL"].ToString(),
            headers.Authorization.ToString()));
        http.Response.StatusCode = Status;
    }
}

internal sealed record ReceivedPush(
    byte[] Body, string Encoding, string Urgency, string TimeToLive, string Authorization)
{
    /// <summary>For whom the server signed (RFC 8292); fails when the signature or the key is another.</summary>
    public string VerifiedAudience(string publicKey)
    {
        Assert.StartsWith("vapid ", Authorization, StringComparison.Ordinal);
        var parts = Authorization["vapid ".Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        Assert.Equal(publicKey, parts["k"]);
        var token = parts["t"].Split('.');
        var point = Base64Url.DecodeFromChars(publicKey);
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });
        Assert.True(key.VerifyData(
            System.Text.Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]),
            HashAlgorithmName.SHA256));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1]));
        return claims.RootElement.GetProperty("aud").GetString()!;
    }
}
