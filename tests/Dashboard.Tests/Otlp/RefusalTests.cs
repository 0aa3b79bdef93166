using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace PawPal.Dashboard.Tests.Otlp;

/// <summary>What is not taken in, and how that is said.</summary>
public sealed class RefusalTests
{
    private static readonly byte[] Malformed = [0x0a, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 2, 3];

    [Theory]
    [InlineData(null)]
    [InlineData("a-key-for-the-senders-of-nobody")]
    public async Task A_missing_or_wrong_key_is_refused_at_both_doors(string? key)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var grpc = await Assert.ThrowsAsync<RpcException>(() => GrpcAsync(dashboard, Spans.Request(1).ToByteArray(), key));
        Assert.Equal(StatusCode.Unauthenticated, grpc.StatusCode);

        var (status, message) = await HttpAsync(dashboard, Spans.Request(1).ToByteArray(), key);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal((int)StatusCode.Unauthenticated, message.Code);
        Assert.Equal(0, dashboard.Store.Traces.SpanCount);
    }

    [Fact]
    public async Task A_malformed_message_is_the_senders_mistake_and_the_next_one_is_taken()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var grpc = await Assert.ThrowsAsync<RpcException>(() => GrpcAsync(dashboard, Malformed));
        Assert.Equal(StatusCode.InvalidArgument, grpc.StatusCode);
        var (status, message) = await HttpAsync(dashboard, Malformed);
        Assert.Equal((HttpStatusCode.BadRequest, (int)StatusCode.InvalidArgument), (status, message.Code));

        await GrpcAsync(dashboard, Spans.Request(1).ToByteArray());
        Assert.Equal(HttpStatusCode.OK, (await HttpAsync(dashboard, Spans.Request(1).ToByteArray())).Status);
        Assert.Equal(2, dashboard.Store.Traces.SpanCount);
    }

    [Fact]
    public async Task A_message_above_the_limit_is_refused_at_both_doors()
    {
        await using var dashboard = await DashboardHost.StartAsync(
            "Dashboard:Otlp:MaxGrpcMessageBytes=2000", "Dashboard:Otlp:MaxHttpBodyBytes=2000");
        var large = Spans.Request(100).ToByteArray();
        var grpc = await Assert.ThrowsAsync<RpcException>(() => GrpcAsync(dashboard, large));
        Assert.Equal(StatusCode.ResourceExhausted, grpc.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await HttpAsync(dashboard, large)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await HttpAsync(dashboard, Packed(new byte[1_000_000]), encoding: "gzip")).Status);
        Assert.Equal(0, dashboard.Store.Traces.SpanCount);
    }

    [Fact]
    public async Task A_packed_body_is_unpacked_and_a_body_that_only_says_so_is_refused()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var body = Spans.Request(3).ToByteArray();
        Assert.Equal(HttpStatusCode.OK, (await HttpAsync(dashboard, Packed(body), encoding: "gzip")).Status);
        Assert.Equal(3, dashboard.Store.Traces.SpanCount);
        Assert.Equal(HttpStatusCode.BadRequest, (await HttpAsync(dashboard, body, encoding: "gzip")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await HttpAsync(dashboard, body, encoding: "br")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await HttpAsync(dashboard, body, contentType: "text/plain")).Status);
    }

    [Fact]
    public async Task Json_is_taken_with_its_hexadecimal_ids()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        const string Body =
            """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"browser"}}]},
             "scopeSpans":[{"scope":{"name":"web","unknownToday":1},"spans":[{
               "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","name":"click","kind":3,
               "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000"}]}]}]}
            """;
        var (status, _) = await HttpAsync(
            dashboard, System.Text.Encoding.UTF8.GetBytes(Body), contentType: "application/json");
        Assert.Equal(HttpStatusCode.OK, status);
        var span = Assert.Single(dashboard.Store.Traces.Query(new(), 0, 10).Items).Root;
        Assert.Equal("5b8efff798038103d269b633813fc60c", span.TraceId.ToString());
        Assert.Equal(("eee19b7ec3c1b174", TimeSpan.FromSeconds(1)), (span.Id.ToString(), span.Duration));
        Assert.Equal("browser", span.Resource.DisplayName);

        var (refused, _) = await HttpAsync(dashboard, "{"u8.ToArray(), contentType: "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, refused);
    }

    [Fact]
    public async Task What_is_not_taken_of_a_request_is_counted_and_explained()
    {
        await using var dashboard = await DashboardHost.StartAsync("Dashboard:TelemetryLimits:MaxSpansPerTrace=10");
        var answer = ExportTraceServiceResponse.Parser.ParseFrom(
            await GrpcAsync(dashboard, Spans.OfOneTrace(25).ToByteArray()));
        Assert.Equal(15, answer.PartialSuccess.RejectedSpans);
        Assert.Contains("MaxSpansPerTrace", answer.PartialSuccess.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(15, dashboard.Store.Traces.Dropped);
        Assert.Equal(15, Assert.Single(dashboard.Store.Traces.Query(new(), 0, 1).Items).DroppedSpans);
    }

    [Fact]
    public async Task Every_door_serves_only_what_is_its_own()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler());
        client.DefaultRequestHeaders.Add("x-otlp-api-key", DashboardHost.Key);
        foreach (var path in new[] { "/", "/login", "/health", "/api/telemetry/traces" })
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(dashboard.Http, path), Ct)).StatusCode);
        using var body = new ByteArrayContent([]) { Headers = { ContentType = new("application/x-protobuf") } };
        Assert.Equal(
            HttpStatusCode.NotFound, (await client.PostAsync(new Uri(dashboard.Frontend, "/v1/traces"), body, Ct)).StatusCode);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body);
        return packed.ToArray();
    }

    private static async Task<byte[]> GrpcAsync(DashboardHost dashboard, byte[] body, string? key = DashboardHost.Key)
    {
        using var channel = GrpcChannel.ForAddress(dashboard.Grpc);
        var bytes = new Marshaller<byte[]>(b => b, b => b);
        var method = new Method<byte[], byte[]>(
            MethodType.Unary, "opentelemetry.proto.collector.trace.v1.TraceService", "Export", bytes, bytes);
        Metadata headers = key is null ? [] : new() { { "x-otlp-api-key", key } };
        using var call = channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(headers), body);
        return await call.ResponseAsync;
    }

    private static async Task<(HttpStatusCode Status, Google.Rpc.Status Message)> HttpAsync(
        DashboardHost dashboard, byte[] body, string? key = DashboardHost.Key, string? encoding = null,
        string contentType = "application/x-protobuf")
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        if (key is not null)
            client.DefaultRequestHeaders.Add("x-otlp-api-key", key);
        using var answer = await client.PostAsync(new Uri(dashboard.Http, "/v1/traces"), content, Ct);
        var isStatus = !answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/x-protobuf";
        var status = isStatus
            ? Google.Rpc.Status.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Ct))
            : new Google.Rpc.Status();
        return (answer.StatusCode, status);
    }
}
