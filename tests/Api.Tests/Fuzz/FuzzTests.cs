using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PawPal.Api.Tests.Fuzz;

/// <summary>20,000 requests made from the API's own description, with a seed: none may end in a 5xx.</summary>
public sealed partial class FuzzTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int Requests = 20_000;
    private const int Seed = 2_026_1126;
    private const int Lanes = 8;

    // What answers 503 here by right: there is no speech service. And what ends the very session that asks.
    private static readonly string[] LeftOut = ["/api/v1/voice/speech", "/api/v1/voice/speak", "/api/v1/demo"];

    private readonly ConcurrentBag<string> _faults = [];
    private readonly ConcurrentDictionary<int, int> _statuses = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_request_breaks_the_server()
    {
        var home = await api.NewHouseholdAsync();
        var document = (await home.Client.GetFromJsonAsync<JsonNode>("/openapi/v1.json", Ct))!;
        var operations = document["paths"]!.AsObject()
            .Where(path => !LeftOut.Contains(path.Key, StringComparer.Ordinal))
            .SelectMany(path => path.Value!.AsObject(), (path, operation) => new FuzzOperation(
                path.Key, operation.Key.ToUpperInvariant(), operation.Value!))
            .ToList();
        var schemas = document["components"]!["schemas"]!;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => RunAsync(lane, operations, schemas))));
        Assert.True(_faults.IsEmpty, string.Join('\n', _faults.Take(20)));
        // A fuzzer that is turned away at the door proves nothing.
        Assert.True(_statuses.Where(s => s.Key < 300).Sum(s => s.Value) > Requests / 20, string.Join(' ', _statuses));
        TestContext.Current.SendDiagnosticMessage(string.Join(' ', _statuses.OrderBy(s => s.Key)));
    }

    private async Task RunAsync(int lane, IReadOnlyList<FuzzOperation> operations, JsonNode schemas)
    {
        var home = await api.NewHouseholdAsync();
        var random = new Random(Seed + lane);
        var values = new FuzzValues(random, schemas);
        for (var number = 0; number < Requests / Lanes; number++)
        {
            // Requests that end the session, the membership or the household would end the lane's work.
            if (number % 250 == 249)
            {
                home = await api.NewHouseholdAsync();
                values.Ids.Clear();
            }

            await SendAsync(home, operations[random.Next(operations.Count)], values, random);
        }
    }

    private async Task SendAsync(TestHousehold home, FuzzOperation operation, FuzzValues values, Random random)
    {
        using var request = operation.Request(values, random);
        using var answer = await home.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        var status = (int)answer.StatusCode;
        _statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        var media = answer.Content.Headers.ContentType?.MediaType;
        if (media is "text/event-stream")
            return;
        var body = await answer.Content.ReadAsStringAsync(Ct);
        if (status >= 500 || (status >= 400 && media is not "application/problem+json"))
            _faults.Add($"{status} {operation.Method} {request.RequestUri} {operation.Body} -> {body}");
        if (status is 200 or 201)
            Learn(values, body);
    }

    private static void Learn(FuzzValues values, string body)
    {
        foreach (Match id in Id().Matches(body.Length > 20_000 ? body[..20_000] : body))
        {
            if (values.Ids.Count < 200)
                values.Ids.Add(id.Value);
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Id();
}

/// <summary>One operation of the description.</summary>
internal sealed class FuzzOperation(string path, string method, JsonNode operation)
{
    public string Method => method;

    /// <summary>Of the last request.</summary>
    public string Body { get; private set; } = "";

    public HttpRequestMessage Request(FuzzValues values, Random random)
    {
        var address = path;
        var query = new StringBuilder();
        var request = new HttpRequestMessage { Method = new HttpMethod(method) };
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var name = (string)parameter!["name"]!;
            var text = Plain(values.Of(parameter["schema"]));
            switch ((string?)parameter["in"])
            {
                case "path":
                    // The server itself turns a NUL in a path away, before there is anything of ours.
                    var part = Uri.EscapeDataString(
                        text.Length is 0 or > 500 || text.Contains('\0', StringComparison.Ordinal) ? "x" : text);
                    address = address.Replace($"{{{name}}}", part is "." or ".." ? "x" : part, StringComparison.Ordinal);
                    break;
                case "query" when random.Next(3) > 0:
                    query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=')
                        .Append(Uri.EscapeDataString(text.Length > 1_000 ? text[..1_000] : text));
                    break;
                case "header" when name is "If-Match":
                    request.Headers.TryAddWithoutValidation(
                        name, string.Create(CultureInfo.InvariantCulture, $"\"{random.Next(1, 4)}\""));
                    break;
                case "header" when name is "Idempotency-Key" && random.Next(3) == 0:
                    request.Headers.TryAddWithoutValidation(name, Guid.NewGuid().ToString());
                    break;
            }
        }

        request.RequestUri = new Uri(address + query, UriKind.Relative);
        AddBody(request, values, random);
        return request;
    }

    private void AddBody(HttpRequestMessage request, FuzzValues values, Random random)
    {
        if (operation["requestBody"]?["content"] is not JsonObject contents)
            return;
        if (contents["application/json"] is { } json)
        {
            Body = values.Of(json["schema"])?.ToJsonString() ?? "null";
            if (random.Next(40) == 0)
                Body = Body[..(Body.Length / 2)];
            request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
            return;
        }

        // Files: bytes that are none of what is asked for.
        var bytes = new byte[random.Next(0, 2_000)];
        random.NextBytes(bytes);
        if (contents["multipart/form-data"] is null)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contents.First().Key);
            return;
        }

        request.Content = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "x.png" } };
    }

    private static string Plain(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue text when text.TryGetValue<string>(out var said) => IsWellFormed(said) ? said : "x",
        _ => value.ToJsonString(),
    };

    // An address has no place for half a pair.
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text, i++)))
                return false;
        }

        return true;
    }
}
