using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace PawPal.Benchmarks.Dashboard;

/// <summary>The floor: a gRPC server that reads spans as protobuf and forgets them.</summary>
internal sealed class BareSink : IServiceMethodProvider<BareSink>
{
    public const string Verb = "sink";

    public static async Task RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<BareSink>, BareSink>());
        builder.Services.AddSingleton<BareSink>();
        var app = builder.Build();
        app.MapGrpcService<BareSink>();
        await app.RunAsync();
    }

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<BareSink> context) => context.AddUnaryMethod(
        new Method<ExportTraceServiceRequest, ExportTraceServiceResponse>(
            MethodType.Unary,
            "opentelemetry.proto.collector.trace.v1.TraceService",
            "Export",
            new(static (m, c) => c.Complete(m.ToByteArray()), Read),
            new(static (m, c) => c.Complete(m.ToByteArray()), static _ => new ExportTraceServiceResponse())),
        [],
        static (_, _, _) => Task.FromResult(new ExportTraceServiceResponse()));

    private static ExportTraceServiceRequest Read(DeserializationContext context) =>
        ExportTraceServiceRequest.Parser.ParseFrom(context.PayloadAsReadOnlySequence());
}
