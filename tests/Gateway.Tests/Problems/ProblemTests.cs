using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PawPal.Gateway.Tests.Problems;

public sealed class ProblemTests(SharedHouse shared)
{
    private const int Megabyte = 1_024 * 1_024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_backend_programs_get_a_problem_and_the_advice_to_try_again()
    {
        await using var gateway = await GatewayProcess.StartAsync([], []);
        using var answer = await gateway.Client.GetAsync("/api/v1/pets?name=canary", Cancel);
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter?.Delta);
        var problem = await ProblemAsync(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("urn:pawpal:problem:service-unavailable", problem.GetProperty("type").GetString());
        Assert.Equal("/api/v1/pets", problem.GetProperty("instance").GetString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString() ?? "");
        Assert.DoesNotContain("canary", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_frontend_people_get_a_page()
    {
        await using var gateway = await GatewayProcess.StartAsync([], []);
        using var answer = await gateway.Client.GetAsync("/", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.StartsWith(
            "default-src 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("<h1>PawPal is not available right now</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_all_replicas_died_the_answer_is_the_same_problem()
    {
        await using var house = await House.StartAsync(backends: 2);
        foreach (var replica in house.Backends)
            await replica.KillAsync();
        for (var call = 0; call < 6; call++)
        {
            using var answer = await house.Client.PostAsync("/api/v1/pets", new StringContent("{}"), Cancel);
            await ProblemAsync(answer, HttpStatusCode.ServiceUnavailable);
        }
    }

    [Fact]
    public async Task A_broken_answer_is_a_problem_without_the_reason()
    {
        var house = shared.House;
        using var answer = await house.Client.PostAsync("/api/v1/break", new StringContent("{}"), Cancel);
        var problem = await ProblemAsync(answer, HttpStatusCode.BadGateway);
        Assert.Equal("urn:pawpal:problem:bad-gateway", problem.GetProperty("type").GetString());
        Assert.DoesNotContain("Exception", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_hangs_is_a_problem_in_time()
    {
        await using var house = await House.StartAsync(variables: ("Gateway__ActivityTimeout", "00:00:01"));
        using var answer = await house.Client.GetAsync("/api/v1/hang", Cancel);
        var problem = await ProblemAsync(answer, HttpStatusCode.GatewayTimeout);
        Assert.Equal("urn:pawpal:problem:gateway-timeout", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_body_of_twenty_megabytes_arrives_whole()
    {
        var house = shared.House;
        using var answer = await house.Client.PostAsync(
            "/api/v1/length", new ByteArrayContent(new byte[20 * Megabyte]), Cancel);
        Assert.Equal(20 * Megabyte, await answer.Content.ReadFromJsonAsync<int>(Cancel));
    }

    [Fact]
    public async Task A_little_more_than_the_backend_takes_is_for_the_backend_to_refuse()
    {
        var house = shared.House;
        using var answer = await house.Client.PostAsync(
            "/api/v1/length", new ByteArrayContent(new byte[(20 * Megabyte) + 1]), Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Far_too_much_is_refused_at_the_door(bool isLengthKnown)
    {
        var house = shared.House;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/length")
        {
            Content = new ByteArrayContent(new byte[22 * Megabyte]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        request.Headers.ExpectContinue = true;
        request.Headers.TransferEncodingChunked = !isLengthKnown;
        using var answer = await house.Client.SendAsync(request, Cancel);
        var problem = await ProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("urn:pawpal:problem:payload-too-large", problem.GetProperty("type").GetString());
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString() ?? "");
        Assert.NotEmpty(problem.GetProperty("detail").GetString() ?? "");
        return problem;
    }
}
