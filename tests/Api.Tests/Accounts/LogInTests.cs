using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PawPal.Api.Accounts;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Tests.Accounts;

public sealed class LogInTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_one_answer()
    {
        var home = await api.NewHouseholdAsync();
        var answers = new HashSet<string>();
        foreach (var email in new[] { home.Email, "nobody@example.org" })
        {
            using var answer = await home.Client.PostAsJsonAsync(
                "/api/v1/accounts/login", new LogInRequest(email, "not the password"), Ct);
            answers.Add((await answer.ProblemAsync(Api.Problems.LogInFailed)).Same());
        }

        Assert.Single(answers);
    }

    [Fact]
    public async Task An_unknown_address_costs_the_work_of_a_known_one()
    {
        var counting = new CountingHasher();
        using var passwords = new Passwords(counting);
        var hash = await passwords.HashAsync("a long enough password", Ct);

        var known = await passwords.VerifyAsync(hash, "a long enough password", Ct);
        var unknown = await passwords.VerifyAsync(null, "a long enough password", Ct);

        Assert.Equal(PasswordVerificationResult.Success, known);
        Assert.Equal(PasswordVerificationResult.Failed, unknown);

        Assert.Equal(2, counting.Verified);
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_renewed_at_the_next_log_in()
    {
        var home = await api.NewHouseholdAsync();
        var weak = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }))
            .HashPassword(new object(), ApiFixture.Password);
        await api.ExecuteAsync($"update account set password_hash = '{weak}' where email = '{home.Email}'");

        using var answer = await home.Client.PostAsJsonAsync(
            "/api/v1/accounts/login", new LogInRequest(home.Email, ApiFixture.Password), Ct);

        answer.EnsureSuccessStatusCode();
        Assert.NotEqual(weak, await api.ScalarAsync<string>(
            $"select password_hash from account where email = '{home.Email}'"));
    }

    [Fact]
    public void The_product_hashes_with_210_000_rounds()
    {
        var services = new ServiceCollection();
        services.AddAccounts();
        using var provider = services.BuildServiceProvider();
        Assert.Equal(210_000, provider.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
    }

    private sealed class CountingHasher : IPasswordHasher<object>
    {
        private readonly PasswordHasher<object> _inner = new(
            Options.Create(new PasswordHasherOptions { IterationCount = 10 }));

        public int Verified { get; private set; }

        public string HashPassword(object user, string password) => _inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(
            object user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
