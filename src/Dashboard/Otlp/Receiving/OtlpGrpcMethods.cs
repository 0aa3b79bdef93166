using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace PawPal.Dashboard.Otlp.Receiving;

/// <summary>OTLP's three gRPC services.</summary>
internal sealed class OtlpGrpc(TraceIngestion traces, LogIngestion logs, MetricIngestion metrics)
{
    public Task<ExportTraceServiceResponse> Traces(ExportTraceServiceRequest request) =>
        Task.FromResult(traces.Take(request));

    public Task<ExportLogsServiceResponse> Logs(ExportLogsServiceRequest request) =>
        Task.FromResult(logs.Take(request));

    public Task<ExportMetricsServiceResponse> Metrics(ExportMetricsServiceRequest request) =>
        Task.FromResult(metrics.Take(request));
}

/// <summary>
/// Binds the services by hand: what protobuf can't read is then the sender's mistake (InvalidArgument), where the
/// generated code would call it ours.
/// </summary>
internal sealed class OtlpGrpcMethods : IServiceMethodProvider<OtlpGrpc>
{
    private const string Package = "opentelemetry.proto.collector";

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<OtlpGrpc> context)
    {
        context.AddUnaryMethod(
            Method($"{Package}.trace.v1.TraceService", ExportTraceServiceRequest.Parser, ExportTraceServiceResponse.Parser),
            [], (service, request, _) => service.Traces(request));
        context.AddUnaryMethod(
            Method($"{Package}.logs.v1.LogsService", ExportLogsServiceRequest.Parser, ExportLogsServiceResponse.Parser),
            [], (service, request, _) => service.Logs(request));
        context.AddUnaryMethod(
            Method(
                $"{Package}.metrics.v1.MetricsService", ExportMetricsServiceRequest.Parser, ExportMetricsServiceResponse.Parser),
            [], (service, request, _) => service.Metrics(request));
    }

    private static Method<TRequest, TResponse> Method<TRequest, TResponse>(
        string service, MessageParser<TRequest> request, MessageParser<TResponse> response)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new(MethodType.Unary, service, "Export", Marshaller(request), Marshaller(response));

    private static Marshaller<T> Marshaller<T>(MessageParser<T> parser)
        where T : class, IMessage<T> =>
        new(
            (message, context) =>
            {
                context.SetPayloadLength(message.CalculateSize());
                message.WriteTo(context.GetBufferWriter());
                context.Complete();
            },
            context =>
            {
                try
                {
                    return parser.ParseFrom(context.PayloadAsReadOnlySequence());
                }
                catch (InvalidProtocolBufferException ex)
                {
                    throw new RpcException(new Grpc.Core.Status(StatusCode.InvalidArgument, $"Not OTLP: {ex.Message}"));
                }
            });
}
