using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace PawPal.Dashboard.Otlp.Receiving;

/// <summary>OTLP over HTTP: protobuf or its JSON, plain or packed with gzip.</summary>
internal sealed class OtlpHttp(
    TraceIngestion traces, LogIngestion logs, MetricIngestion metrics, IOptions<OtlpOptions> options)
{
    private readonly int _limit = options.Value.MaxHttpBodyBytes;

    public Task TracesAsync(HttpContext context) => AnswerAsync(context, ExportTraceServiceRequest.Parser, traces.Take);

    public Task LogsAsync(HttpContext context) => AnswerAsync(context, ExportLogsServiceRequest.Parser, logs.Take);

    public Task MetricsAsync(HttpContext context) =>
        AnswerAsync(context, ExportMetricsServiceRequest.Parser, metrics.Take);

    private async Task AnswerAsync<TRequest>(
        HttpContext context, MessageParser<TRequest> parser, Func<TRequest, IMessage> take)
        where TRequest : IMessage<TRequest>, new()
    {
        if (OtlpFormat.Of(context.Request.ContentType) is not { } format)
        {
            await OtlpRefusal.HttpAsync(
                context, StatusCodes.Status415UnsupportedMediaType, StatusCode.InvalidArgument,
                "Send application/x-protobuf or application/json");
            return;
        }

        try
        {
            var body = await OtlpBody.ReadAsync(context.Request, _limit, context.RequestAborted);
            await format.WriteAsync(context.Response, take(format.Read(parser, body)));
        }
        catch (BadHttpRequestException ex)
        {
            var status = ex.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? StatusCode.ResourceExhausted
                : StatusCode.InvalidArgument;
            await OtlpRefusal.HttpAsync(context, ex.StatusCode, status, ex.Message);
        }
    }
}
