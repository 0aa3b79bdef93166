using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using PawPal.Contracts.Voice;
using PawPal.Testing.Fakes;

namespace PawPal.Api.Tests.Voice;

/// <summary>The API with a speech peer that hears what a test wants.</summary>
public class VoiceFixture(Stores stores) : ApiFixture(stores), IAsyncLifetime
{
    public SpeechPeer Speech { get; private set; } = null!;

    public new async ValueTask InitializeAsync()
    {
        Speech = await SpeechPeer.StartAsync();
        await base.InitializeAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Speech.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Speech:Url"] = Speech.Address.AbsoluteUri,
        });
    }
}

/// <summary>Calls of the voice endpoints.</summary>
internal static class VoiceCalls
{
    private const string Path = "/api/v1/voice/commands";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> TypeAsync(this HttpClient client, string text, string? key = null) =>
        client.SendAsync(Path, JsonContent.Create(new VoiceCommandRequest(text)), key);

    public static Task<HttpResponseMessage> SayAsync(
        this HttpClient client, byte[] wav, string? key = null, string? accept = null) =>
        client.SendAsync(Path, new ByteArrayContent(wav) { Headers = { ContentType = new("audio/wav") } }, key, accept);

    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client, string path, HttpContent content, string? key = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await client.SendAsync(request, Ct);
    }

    public static HttpContent Body(string text, string? type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public static async Task<VoiceCommandResponse> ReadCommandAsync(this HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<VoiceCommandResponse>(Ct))!;
    }

    /// <summary>Asserts a problem document; returns its detail.</summary>
    public static async Task<string> ReadProblemAsync(this HttpResponseMessage answer, int status, string? code = null)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var body = JsonNode.Parse(text)!;
        Assert.Equal(status, (int?)body["status"]);
        if (code is not null)
            Assert.EndsWith(":" + code, (string?)body["type"], StringComparison.Ordinal);
        var detail = (string?)body["detail"];
        Assert.False(string.IsNullOrWhiteSpace(detail));
        return detail!;
    }
}
