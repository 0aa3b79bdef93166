namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command is shown and when it can be used.</summary>
public class CommandOptions
{
    /// <summary>What it does, in a sentence.</summary>
    public string? Description { get; set; }

    /// <summary>Given back with the request as it is.</summary>
    public object? Parameter { get; set; }

    /// <summary>Asked before it is done.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>A name of the Fluent UI set.</summary>
    public string? IconName { get; set; }

    /// <summary>Regular or filled.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether tools show it beside the resource and not in a menu.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Tells whether it can be used; always when null.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}

/// <summary>How a command that sends an HTTP request is shown, sent and judged.</summary>
public class HttpCommandOptions : CommandOptions
{
    /// <summary>Chooses the endpoint.</summary>
    public Func<EndpointReference>? EndpointSelector { get; set; }

    /// <summary>The method; POST when null.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>The named client of the AppHost's services; the unnamed one when null.</summary>
    public string? HttpClientName { get; set; }

    /// <summary>Changes the request before it is sent.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }

    /// <summary>Judges the answer; a status of 2xx is a success when null.</summary>
    public Func<HttpCommandResultContext, Task<ExecuteCommandResult>>? GetCommandResult { get; set; }
}

/// <summary>A request that a command is about to send.</summary>
public sealed class HttpCommandRequestContext
{
    public required IServiceProvider ServiceProvider { get; init; }

    public required string ResourceName { get; init; }

    public required EndpointReference Endpoint { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required HttpClient HttpClient { get; init; }

    public required HttpRequestMessage Request { get; init; }
}

/// <summary>An answer that a command has got.</summary>
public sealed class HttpCommandResultContext
{
    public required IServiceProvider ServiceProvider { get; init; }

    public required string ResourceName { get; init; }

    public required EndpointReference Endpoint { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required HttpClient HttpClient { get; init; }

    public required HttpResponseMessage Response { get; init; }
}
