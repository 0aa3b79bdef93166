using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace PawPal.Benchmarks.Dashboard;

/// <summary>Sends OTLP over gRPC.</summary>
internal sealed class OtlpSender(Uri address, string key) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    public async Task SendAsync(string kind, IMessage request)
    {
        var method = new Method<IMessage, byte[]>(
            MethodType.Unary,
            $"opentelemetry.proto.collector.{kind}.v1.{char.ToUpperInvariant(kind[0])}{kind[1..]}Service",
            "Export",
            new(static m => m.ToByteArray(), static _ => throw new NotSupportedException()),
            new(static b => b, static b => b));
        using var call = _channel.CreateCallInvoker().AsyncUnaryCall(
            method, null, new CallOptions(new Metadata { { "x-otlp-api-key", key } }), request);
        await call.ResponseAsync;
    }

    public void Dispose() => _channel.Dispose();
}
