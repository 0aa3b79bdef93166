using System.Globalization;

namespace PawPal.Speech.Problems;

/// <summary>Completes the problem documents that the framework writes (404, 405, 413, 500).</summary>
internal static class SpeechProblems
{
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Instance ??= context.HttpContext.Request.Path;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Extensions.TryAdd("error", ErrorMember.Of(
            status, string.Create(CultureInfo.InvariantCulture, $"http_{status}"), problem.Title ?? "Refused", null));
    }
}
