using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace PawPal.Api.Tests;

public sealed class FailureTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_address_is_a_problem()
    {
        using var client = api.NewClient();
        using var answer = await client.GetAsync("/api/v1/no/such", Ct);
        await answer.ProblemAsync(Api.Problems.AddressUnknown);
    }

    [Fact]
    public async Task A_wrong_method_is_a_problem_that_names_the_right_ones()
    {
        using var client = api.NewClient();
        using var answer = await client.DeleteAsync("/api/v1/pets", Ct);
        await answer.ProblemAsync(Api.Problems.MethodNotAllowed);
        Assert.Contains("POST", answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"name\": 1}")]
    [InlineData("{\"name\": \"\\ud800\"}")]
    [InlineData("null")]
    public async Task A_body_that_is_no_JSON_of_ours_is_a_problem(string body)
    {
        var home = await api.NewHouseholdAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await home.Client.PostAsync("/api/v1/pets", content, Ct);
        await answer.ProblemAsync(Api.Problems.InvalidRequest);
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_is_pointed_at()
    {
        var home = await api.NewHouseholdAsync();
        using var answer = await home.Client.PostAsJsonAsync("/api/v1/pets", new { name = 7, species = "dog" }, Ct);
        var problem = await answer.ProblemAsync(Api.Problems.InvalidRequest);
        Assert.Equal([("/name", "json")], problem.Errors());
        Assert.DoesNotContain("System.", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task Another_media_type_is_a_problem(string? type)
    {
        var home = await api.NewHouseholdAsync();
        using var content = new ByteArrayContent("{}"u8.ToArray());
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await home.Client.PostAsync("/api/v1/pets", content, Ct);
        await answer.ProblemAsync(Api.Problems.MediaTypeUnsupported);
    }

    [Theory]
    [InlineData(1_000_001)]
    [InlineData(20_000_000)]
    public async Task A_body_beyond_the_limit_is_a_problem(int bytes)
    {
        var home = await api.NewHouseholdAsync();
        using var content = new StringContent(
            "{\"name\":\"" + new string('a', bytes - 11) + "\"}", Encoding.UTF8, "application/json");
        using var answer = await home.Client.PostAsync("/api/v1/pets", content, Ct);
        await answer.ProblemAsync(Api.Problems.BodyTooLarge);
    }

    [Theory]
    [InlineData(null, "Bearer")]
    [InlineData("Bearer nonsense", "Bearer error=\"invalid_token\"")]
    [InlineData("Basic YWxleDpzZWNyZXQ=", "Bearer")]
    public async Task Without_a_valid_token_there_is_no_answer(string? header, string challenge)
    {
        using var client = api.NewClient();
        if (header is not null)
            client.DefaultRequestHeaders.Add("Authorization", header);
        using var answer = await client.GetAsync("/api/v1/household", Ct);
        await answer.ProblemAsync(Api.Problems.NotSignedIn);
        Assert.Equal(challenge, answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("/api/v1/health/live")]
    [InlineData("/api/v1/health/ready")]
    public async Task Health_answers(string path)
    {
        using var client = api.NewClient();
        using var answer = await client.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}

/// <summary>Has a database server of its own, because it stops it.</summary>
public sealed class DatabaseDownTests(Stores stores)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stopped_database_is_503_and_back_after_its_start()
    {
        await using var own = new Stores();
        await own.InitializeAsync();
        var api = new ApiFixture(own);
        await api.InitializeAsync();
        try
        {
            var home = await api.NewHouseholdAsync();
            await own.Postgres.StopAsync();

            using var refused = await home.Client.GetAsync("/api/v1/household", Ct);
            await refused.ProblemAsync(Api.Problems.DatabaseUnavailable);
            Assert.True(int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture) > 0);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(home.Client, "/api/v1/health/ready"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(home.Client, "/api/v1/health/live"));

            await own.Postgres.StartAgainAsync();
            await PawPal.Testing.Eventually.TrueAsync(
                async () => await StatusAsync(home.Client, "/api/v1/household") == HttpStatusCode.OK,
                TimeSpan.FromSeconds(60),
                "the household is answered again");
        }
        finally
        {
            await api.DisposeAsync();
            _ = stores;
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Ct);
        return answer.StatusCode;
    }
}
