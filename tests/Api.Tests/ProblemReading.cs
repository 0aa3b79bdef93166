using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PawPal.Api.Tests;

/// <summary>What every test asks of an answer that is not a success.</summary>
internal static class ProblemReading
{
    /// <summary>Checks the shape and the entry, and returns the document.</summary>
    public static async Task<JsonObject> ProblemAsync(this HttpResponseMessage answer, Problem expected)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode)expected.Status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonObject>(text)!;
        Assert.Equal(expected.Type, (string?)problem["type"]);
        Assert.Equal(expected.Title, (string?)problem["title"]);
        Assert.Equal(expected.Status, (int?)problem["status"]);
        foreach (var member in new[] { "detail", "instance", "traceId" })
            Assert.False(string.IsNullOrWhiteSpace((string?)problem[member]), member);
        return problem;
    }

    /// <summary>The (pointer, code) pairs of a document.</summary>
    public static IEnumerable<(string Pointer, string Code)> Errors(this JsonObject problem) =>
        problem["errors"]!.AsArray().Select(error => ((string)error!["pointer"]!, (string)error["code"]!));

    /// <summary>The document without what differs from request to request.</summary>
    public static string Same(this JsonObject problem)
    {
        problem.Remove("traceId");
        return problem.ToJsonString();
    }
}
