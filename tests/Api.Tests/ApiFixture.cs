using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Demo;
using PawPal.Contracts.Households;

namespace PawPal.Api.Tests;

/// <summary>
/// The API of one test class: real Kestrel on a free port, a database of its own, a clock that tests move.
/// </summary>
public class ApiFixture(Stores stores) : IAsyncLifetime
{
    /// <summary>Signs the tokens of the tests.</summary>
    public const string SecretKey = "a key of the tests, thirty-two characters and more";

    /// <summary>Of everybody whom <see cref="NewHouseholdAsync"/> registers.</summary>
    public const string Password = "a long enough password";

    private static int _people;
    private WebApplication _app = null!;
    private NpgsqlDataSource _superuser = null!;

    public Stores Stores => stores;

    /// <summary>Starts at the real time, moves only when a test says so.</summary>
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public Uri Address { get; private set; } = null!;

    public string Database { get; private set; } = "";

    /// <summary>The arguments the application was started with.</summary>
    public IEnumerable<string> Configuration => Arguments();

    public IServiceProvider Services => _app.Services;

    /// <summary>The superuser's view: all rows of all households.</summary>
    public NpgsqlDataSource Superuser => _superuser;

    public async ValueTask InitializeAsync()
    {
        Database = await stores.NewDatabaseAsync();
        _superuser = NpgsqlDataSource.Create(stores.Postgres.ConnectionString(Database));
        _app = ServeRole.Build([.. Arguments()], Adjust);
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    /// <summary>A client without a session.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = Address,
        // Tests of speed measure; this only ends what hangs, also on a busy machine.
        Timeout = TimeSpan.FromMinutes(3),
    };

    /// <summary>Registers a person; the household's client carries their access token.</summary>
    public async Task<TestHousehold> NewHouseholdAsync(string timeZone = "Europe/London")
    {
        var client = NewClient();
        var request = new RegisterRequest(
            $"person{Interlocked.Increment(ref _people)}@example.org", Password, "Alex", "Home", timeZone);
        using var answer = await client.PostAsJsonAsync("/api/v1/accounts/register", request);
        answer.EnsureSuccessStatusCode();
        var tokens = (await answer.Content.ReadFromJsonAsync<TokenResponse>())!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        var household = (await client.GetFromJsonAsync<HouseholdResponse>("/api/v1/household"))!;
        return new TestHousehold(household.Id, request.Email, client, tokens);
    }

    /// <summary>A demo household with its six animals and two weeks of events.</summary>
    public async Task<TestHousehold> NewDemoAsync(string timeZone = "Europe/London")
    {
        var client = NewClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/demo", new DemoRequest(timeZone));
        answer.EnsureSuccessStatusCode();
        var tokens = (await answer.Content.ReadFromJsonAsync<TokenResponse>())!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        var household = (await client.GetFromJsonAsync<HouseholdResponse>("/api/v1/household"))!;
        return new TestHousehold(household.Id, "", client, tokens);
    }

    /// <summary>As the superuser, who sees every row.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = _superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One value, seen by the superuser.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = _superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _superuser.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Configuration, as command-line arguments. The last of two with one name counts.</summary>
    protected virtual IEnumerable<string> Arguments() =>
    [
        "--urls=http://127.0.0.1:0",
        "--environment=Production",
        $"--ConnectionStrings:pawpal={stores.Postgres.ConnectionString(Database)}",
        $"--ConnectionStrings:redis={stores.Redis.ConnectionString}",
        "--METRICS_PORT=0",
        $"--SECRET_KEY={SecretKey}",
        "--Doors:LogInsPerMinute=100000",
        "--Doors:RegistrationsPerHour=100000",
        "--Doors:DemosPerHour=100000",
        "--Doors:RefreshesPerMinute=100000",
        "--Doors:InvitationsPerMinute=100000",
    ];

    /// <summary>What a class changes in the application before it is built.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        // A tenth of a second per password would be most of the tests' time.
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
    }
}

/// <summary>A household made by a test, with the client of its owner.</summary>
public sealed record TestHousehold(Guid Id, string Email, HttpClient Client, TokenResponse Tokens);
