using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Tests.Commands;

/// <summary>A household with the six pets of the demo, and the way in that voice takes: frames to features.</summary>
internal sealed class CareHome
{
    private static readonly (string Name, string Species, string? SoundsLike)[] Animals =
    [
        ("Bella", "dog", null), ("Max", "dog", null), ("Luna", "cat", null), ("Mochi", "cat", "moh chee"),
        ("Mr. Whiskers", "cat", null), ("Pip", "rabbit", null),
    ];

    private readonly ApiFixture _api;

    private CareHome(ApiFixture api, TestHousehold home, HouseholdCaller caller, IReadOnlyList<PetResponse> pets)
    {
        _api = api;
        Home = home;
        Caller = caller;
        Pets = pets;
    }

    public TestHousehold Home { get; }

    public HttpClient Client => Home.Client;

    public HouseholdCaller Caller { get; private set; }

    public IReadOnlyList<PetResponse> Pets { get; }

    public static async Task<CareHome> CreateAsync(ApiFixture api, string timeZone = "Europe/London")
    {
        var home = await api.NewHouseholdAsync(timeZone);
        var pets = Animals.Select(
            a => new PetResponse(Guid.CreateVersion7(), a.Name, a.Species, a.SoundsLike)).ToList();
        foreach (var (index, pet) in pets.Index())
        {
            await using var insert = api.Superuser.CreateCommand(
                """
                insert into pet (id, household_id, name, species, sounds_like, created_at)
                values ($1, $2, $3, $4, $5, $6)
                """);
            insert.Parameters
                .Bind(pet.Id, home.Id, pet.Name, pet.Species, pet.SoundsLike)
                .Bind(api.Clock.GetUtcNow().UtcDateTime.AddSeconds(index));
            await insert.ExecuteNonQueryAsync();
        }

        var account = await api.ScalarAsync<Guid>($"select id from account where email = '{home.Email}'");
        var caller = new HouseholdCaller(
            new AccountId(account), "Alex", new HouseholdId(home.Id), "Home", HouseholdRole.Owner,
            TimeZoneInfo.FindSystemTimeZoneById(timeZone), IsDemo: false);
        return new CareHome(api, home, caller, pets);
    }

    /// <summary>Lets time pass: longer than an access token lives, so the person signs in again.</summary>
    public Task AdvanceAsync(TimeSpan time)
    {
        _api.Clock.Advance(time);
        return SignInAsync();
    }

    public async Task SignInAsync()
    {
        using var answer = await Client.PostAsJsonAsync(
            "/api/v1/accounts/login", new LogInRequest(Home.Email, ApiFixture.Password));
        answer.EnsureSuccessStatusCode();
        var tokens = (await answer.Content.ReadFromJsonAsync<TokenResponse>())!;
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
    }

    /// <summary>The same household as seen by a person of another role.</summary>
    public CareHome As(HouseholdRole role) => new(_api, Home, Caller with { Role = role }, Pets);

    public PetResponse Pet(string name) => Pets.Single(pet => string.Equals(pet.Name, name, StringComparison.Ordinal));

    public Task<CommandOutcome> RunAsync(string intent, Slots slots) => RunAsync(new Frame(intent, slots));

    public Task<CommandOutcome> RunAsync(params Frame[] frames) => RunAsync(_api.Clock.GetUtcNow(), frames);

    /// <summary>Commits what is done and nothing else, as voice does.</summary>
    public async Task<CommandOutcome> RunAsync(DateTimeOffset now, params Frame[] frames)
    {
        var database = _api.Services.GetRequiredService<HouseholdDatabase>();
        var runner = _api.Services.GetRequiredService<CommandRunner>();
        await using var session = await database.OpenAsync(Caller.Household, default);
        var moment = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        LastCommand = Guid.CreateVersion7(moment);
        var outcome = await runner.RunAsync(
            frames, new CommandContext(session, Caller, LastCommand, moment, Pets), default);
        if (outcome is CommandOutcome.Done)
            await session.CommitAsync(default);
        return outcome;
    }

    public async Task<T> GetAsync<T>(string path) =>
        (await Client.GetFromJsonAsync<T>(path, TestContext.Current.CancellationToken))!;

    public Guid LastCommand { get; private set; }

    public Task<long> CountAsync(string table = "care_event") =>
        _api.ScalarAsync<long>($"select count(*) from {table} where household_id = '{Home.Id}'");
}
