using Grpc.Core;

namespace PawPal.Dashboard.Otlp.Receiving;

/// <summary>Says no in the words of each protocol.</summary>
internal static class OtlpRefusal
{
    /// <summary>A status in protobuf or JSON, as the request was written.</summary>
    public static Task HttpAsync(HttpContext context, int httpStatus, StatusCode status, string message)
    {
        context.Response.StatusCode = httpStatus;
        var format = OtlpFormat.Of(context.Request.ContentType) ?? OtlpFormat.Protobuf;
        return format.WriteAsync(context.Response, new Google.Rpc.Status { Code = (int)status, Message = message });
    }

    /// <summary>A gRPC answer without a message: its trailers are its headers.</summary>
    public static Task GrpcAsync(HttpContext context, StatusCode status, string message)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(message);
        return Task.CompletedTask;
    }
}
