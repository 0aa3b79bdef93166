using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace PawPal.Hosting.ResourceService;

/// <summary>Lets nobody in who does not know the key.</summary>
internal sealed class ApiKeyInterceptor(ResourceServiceOptions options) : Interceptor
{
    public const string Header = "x-resource-service-api-key";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Refuse(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Refuse(context);
        return continuation(request, responseStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Refuse(context);
        return continuation(requestStream, responseStream, context);
    }

    private void Refuse(ServerCallContext context)
    {
        if (options.ApiKey is not { } key)
            return;
        var shown = context.RequestHeaders.GetValue(Header) ?? "";
        // Digests have one length: neither it nor the first wrong letter can be measured.
        if (!CryptographicOperations.FixedTimeEquals(Digest(shown), Digest(key)))
        {
            throw new RpcException(
                new Status(StatusCode.Unauthenticated, $"The header {Header} does not hold the key."));
        }
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
