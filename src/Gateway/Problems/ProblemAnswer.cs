using System.Diagnostics;
using System.Globalization;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using PawPal.Gateway.Routing;

namespace PawPal.Gateway.Problems;

internal static class ProblemAnswer
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public static async Task WriteAsync(HttpContext context, GatewayProblem problem)
    {
        var response = context.Response;
        response.Clear();
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.IsWorthRetrying)
            response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var body = GatewayRoutes.IsForPrograms(context.Request.Path)
            ? Document(context, problem)
            : Page(context, problem);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Document(HttpContext context, GatewayProblem problem)
    {
        context.Response.ContentType = MediaTypeNames.Application.ProblemJson;
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = problem.Type,
            title = problem.Title,
            status = problem.Status,
            detail = problem.Detail,
            instance = context.Request.Path.Value,
            traceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        });
    }

    private static byte[] Page(HttpContext context, GatewayProblem problem)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
        var title = HtmlEncoder.Default.Encode(problem.Title);
        var detail = HtmlEncoder.Default.Encode(problem.Detail);
        return System.Text.Encoding.UTF8.GetBytes(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title} – PawPal</title>
            </head>
            <body>
              <main>
                <h1>{title}</h1>
                <p>{detail}</p>
                <p><a href="">Try again</a></p>
              </main>
            </body>
            </html>

            """);
    }
}
