using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using FastEndpoints;
using Microsoft.Net.Http.Headers;

namespace PawPal.Api;

/// <summary>The body of every answer that is not a success (RFC 9457).</summary>
internal sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemError>? Errors);

internal static class ProblemAnswer
{
    public const string ContentType = "application/problem+json";
    private const int SecondsToWait = 5;

    /// <summary>
    /// Answers with <paramref name="problem"/>; <paramref name="detail"/> replaces its general sentence.
    /// </summary>
    public static Task ProblemAsync(
        this IEndpoint endpoint,
        Problem problem,
        CancellationToken ct,
        string? detail = null,
        IReadOnlyList<ProblemError>? errors = null) =>
        endpoint.HttpContext.ProblemAsync(problem, detail, errors, ct);

    /// <summary>The same outside an endpoint.</summary>
    public static Task ProblemAsync(
        this HttpContext http,
        Problem problem,
        string? detail = null,
        IReadOnlyList<ProblemError>? errors = null,
        CancellationToken ct = default)
    {
        http.MarkResponseStart();
        var response = http.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.Status is 429 or 503 && !response.Headers.ContainsKey(HeaderNames.RetryAfter))
            response.Headers.RetryAfter = SecondsToWait.ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(
            Body(http, problem, detail, errors), options: null, contentType: ContentType, cancellationToken: ct);
    }

    public static ProblemBody Body(
        HttpContext http, Problem problem, string? detail = null, IReadOnlyList<ProblemError>? errors = null) => new(
        problem.Type,
        problem.Title,
        problem.Status,
        detail ?? problem.Detail,
        http.Request.Path.Value ?? "/",
        Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier,
        errors);
}
