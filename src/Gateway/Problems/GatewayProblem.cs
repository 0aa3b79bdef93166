namespace PawPal.Gateway.Problems;

/// <summary>Why the gateway itself answers. The sentence is for people.</summary>
internal sealed record GatewayProblem(
    string Code, int Status, string Title, string Detail, bool IsWorthRetrying = false)
{
    public static readonly GatewayProblem Unavailable = new(
        "service-unavailable", StatusCodes.Status503ServiceUnavailable,
        "PawPal is not available right now",
        "This part of PawPal is not running at the moment. Nothing was saved; please try again shortly.",
        IsWorthRetrying: true);

    public static readonly GatewayProblem Broken = new(
        "bad-gateway", StatusCodes.Status502BadGateway,
        "The answer did not come through",
        "PawPal stopped answering half way. Please check whether your last entry was saved before sending it again.");

    public static readonly GatewayProblem TimedOut = new(
        "gateway-timeout", StatusCodes.Status504GatewayTimeout,
        "PawPal took too long to answer",
        "PawPal did not answer in time. Please check whether your last entry was saved before sending it again.");

    public static readonly GatewayProblem TooLarge = new(
        "payload-too-large", StatusCodes.Status413PayloadTooLarge,
        "That is too large",
        "What was sent is larger than PawPal accepts.");

    public static readonly GatewayProblem TooSlow = new(
        "request-timeout", StatusCodes.Status408RequestTimeout,
        "The request took too long to arrive",
        "The connection was too slow or broke off. Please send it again.");

    public static readonly GatewayProblem Malformed = new(
        "bad-request", StatusCodes.Status400BadRequest,
        "The request could not be read",
        "The request broke off or is not valid HTTP.");

    public string Type => $"urn:pawpal:problem:{Code}";
}
