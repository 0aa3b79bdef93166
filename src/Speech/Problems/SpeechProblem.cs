using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace PawPal.Speech.Problems;

/// <summary>
/// The refusals of the speech service. Each is a problem document (RFC 9457) that also carries the <c>error</c> member
/// of OpenAI's API, so clients of both kinds understand it.
/// </summary>
internal sealed record SpeechProblem(string Code, int Status, string Title)
{
    public static readonly SpeechProblem InvalidRequest = new("invalid-request", 400, "The request cannot be used");
    public static readonly SpeechProblem UnusableAudio = new("unusable-audio", 400, "The recording cannot be used");
    public static readonly SpeechProblem TooLarge = new("too-large", 413, "The recording is too large");
    public static readonly SpeechProblem WrongContentType =
        new("wrong-content-type", 415, "The content type cannot be used");
    public static readonly SpeechProblem Busy = new("busy", 429, "Too many recordings at once");
    public static readonly SpeechProblem EngineMissing = new("engine-missing", 503, "A speech engine is not installed");
    public static readonly SpeechProblem EngineFailed = new("engine-failed", 503, "The speech engine failed");

    public static IReadOnlyList<SpeechProblem> All { get; } =
        [InvalidRequest, UnusableAudio, TooLarge, WrongContentType, Busy, EngineMissing, EngineFailed];

    /// <summary>Seconds after which it is worth asking again; 0 when it is not.</summary>
    private int RetryAfter => Status switch { 429 => 1, 503 => 5, _ => 0 };

    /// <param name="detail">A sentence for a person; no words of theirs in it.</param>
    /// <param name="parameter">The field of the request at fault, if one is.</param>
    public IResult With(string detail, string? parameter = null) => new Answer(this, detail, parameter);

    private sealed class Answer(SpeechProblem problem, string detail, string? parameter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (problem.RetryAfter > 0)
                httpContext.Response.Headers.RetryAfter = problem.RetryAfter.ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem(new ProblemDetails
            {
                Type = $"urn:pawpal:problem:{problem.Code}",
                Status = problem.Status,
                Title = problem.Title,
                Detail = detail,
                Instance = httpContext.Request.Path,
                Extensions = { ["error"] = ErrorMember.Of(problem.Status, problem.Code, detail, parameter) },
            }).ExecuteAsync(httpContext);
        }
    }
}
