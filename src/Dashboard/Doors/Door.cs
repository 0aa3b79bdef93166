namespace PawPal.Dashboard.Doors;

/// <summary>The three ways in, each on ports of its own.</summary>
public enum Door
{
    /// <summary>The pages, for people.</summary>
    Frontend,

    /// <summary>OTLP over gRPC, for services.</summary>
    OtlpGrpc,

    /// <summary>OTLP over HTTP, for services.</summary>
    OtlpHttp,
}
