using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PawPal.Api.Sessions;

namespace PawPal.Api.Tests.Sessions;

public sealed class ForgedTokenTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("the secret itself")]
    [InlineData("another purpose")]
    [InlineData("no signature")]
    [InlineData("other issuer")]
    [InlineData("other audience")]
    [InlineData("no expiry")]
    [InlineData("not yet")]
    public async Task A_token_that_is_not_ours_signs_nobody_in(string forgery)
    {
        var home = await api.NewHouseholdAsync();
        using var client = api.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Forge(home, forgery));

        using var answer = await client.GetAsync("/api/v1/household", TestContext.Current.CancellationToken);

        await answer.ProblemAsync(Api.Problems.NotSignedIn);
    }

    [Fact]
    public async Task The_forger_of_these_tests_can_make_a_true_one()
    {
        var home = await api.NewHouseholdAsync();
        using var client = api.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Forge(home, "nothing"));

        using var answer = await client.GetAsync("/api/v1/household", TestContext.Current.CancellationToken);

        answer.EnsureSuccessStatusCode();
    }

    private string Forge(TestHousehold home, string forgery)
    {
        var secret = api.Services.GetRequiredService<SecretKey>();
        var key = forgery switch
        {
            "the secret itself" => Encoding.UTF8.GetBytes(ApiFixture.SecretKey),
            "another purpose" => secret.Derive("undo"),
            _ => secret.Derive("access token"),
        };
        var now = api.Clock.GetUtcNow().UtcDateTime;
        var genuine = new JsonWebToken(home.Tokens.AccessToken);
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = forgery == "other issuer" ? "somebody" : "pawpal",
            Audience = forgery == "other audience" ? "somebody" : "pawpal",
            Subject = new ClaimsIdentity([new("sub", genuine.Subject), new("sid", genuine.GetClaim("sid").Value)]),
            IssuedAt = now,
            NotBefore = forgery == "not yet" ? now.AddMinutes(1) : now,
            Expires = forgery == "no expiry" ? null : now.AddMinutes(15),
            SigningCredentials = forgery == "no signature"
                ? null
                : new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256),
        });
    }
}
