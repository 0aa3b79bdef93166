using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Households;
using PawPal.Contracts.Pets;
using PawPal.Testing;

namespace PawPal.Benchmarks.Requests;

/// <summary>
/// Requests a second of reads and writes, against a bare minimal API that runs the same SQL, turn by turn in one run.
/// Postgres, server and clients share the cores.
/// </summary>
internal static class ApiBenchmark
{
    private const string Database = "pawpal";
    private const string Secret = "a key of the benchmark, thirty-two characters and more";
    private const int Clients = 16;
    private const int Rounds = 5;
    private const int Homes = 32;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);

    public static async Task RunAsync()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        await ExecuteAsync(postgres, "postgres", $"create database {Database}");
        var connection = postgres.ConnectionString(Database);
        using (var migrate = Launch("PawPal.Api", "migrate", $"--ConnectionStrings:pawpal={connection}"))
            await migrate.WaitForExitAsync();
        var (port, floorPort) = (FreePort.Next(), FreePort.Next());
        using var product = Launch(
            "PawPal.Api", "serve", $"--urls=http://127.0.0.1:{port}", "--environment=Production", "--METRICS_PORT=0",
            $"--ConnectionStrings:pawpal={connection}", $"--SECRET_KEY={Secret}",
                $"--ConnectionStrings:redis={redis.ConnectionString}",
            "--Doors:RegistrationsPerHour=100000");
        using var floor = Launch(
            "PawPal.Benchmarks", BareApi.Verb, Number(floorPort), connection);
        try
        {
            await MeasureAsync(new Uri($"http://127.0.0.1:{Number(port)}"),
                new Uri($"http://127.0.0.1:{Number(floorPort)}"), postgres);
        }
        finally
        {
            product.Kill();
            floor.Kill();
        }
    }

    private static async Task MeasureAsync(Uri product, Uri floor, PostgresServer postgres)
    {
        using var clients = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = Clients,
            UseCookies = false
        });
        await LivesAsync(clients, new Uri(product, "/api/v1/health/live"));
        await LivesAsync(clients, new Uri(floor, "/health"));
        var homes = new List<Home>();
        for (var n = 0; n < Homes; n++)
            homes.Add(await Home.MakeAsync(clients, product, n));
        await SessionsAsync(postgres, homes);
        Print($"{Environment.ProcessorCount} cores for clients, server and Postgres together (fsync off), {Clients} clients, "
            + $"{Homes} households with 50 events and more, {Rounds} rounds of {Round.TotalSeconds:0} s each, in turn");
        await CompareAsync(
            "read: the newest 50 events", 0.75,
            home => home.Ask(HttpMethod.Get, new Uri(product, "/api/v1/care/events"), isFloor: false),
            home => home.Ask(HttpMethod.Get, new Uri(floor, "/events"), isFloor: true), clients, homes, postgres);
        await CompareAsync(
            "write: log a feeding", 0.45,
            home => home.Ask(HttpMethod.Post, new Uri(product, "/api/v1/care/events"), isFloor: false),
            home => home.Ask(HttpMethod.Post, new Uri(floor, "/events"), isFloor: true), clients, homes, postgres);
    }

    private static async Task CompareAsync(
        string name,
        double wanted,
        Func<Home, HttpRequestMessage> product,
        Func<Home, HttpRequestMessage> floor,
        HttpClient clients,
        List<Home> homes,
        PostgresServer postgres)
    {
        await LoadAsync(clients, homes, product);
        await LoadAsync(clients, homes, floor);
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await LoadAsync(clients, homes, product));
            bare.Add(await LoadAsync(clients, homes, floor));
        }

        var ratio = ours.Zip(bare, (one, other) => one / other).Order().ToList();
        Print($"{name}: {Median(ours):0}/s against {Median(bare):0}/s, ratio {Median(ratio):0.00} "
            + $"({ratio[0]:0.00} to {ratio[^1]:0.00}, wanted {wanted:0.00})");
        foreach (var (who, ask) in new[] { ("product", product), ("floor", floor) })
        {
            var before = await TripsAsync(postgres);
            using var request = ask(homes[0]);
            using var answer = await clients.SendAsync(request);
            var bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            var trips = await TripsAsync(postgres) - before;
            Print($"  {who}: {(int)answer.StatusCode}, {bytes} bytes, {trips} transactions at Postgres");
        }
    }

    private static async Task<double> LoadAsync(
        HttpClient clients, List<Home> homes, Func<Home, HttpRequestMessage> ask)
    {
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(began) < Round)
            {
                using var request = ask(homes[((client * 2) + count++) % homes.Count]);
                using var answer = await clients.SendAsync(request);
                if (!answer.IsSuccessStatusCode)
                    throw new InvalidOperationException(
                        $"{request.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                await answer.Content.ReadAsByteArrayAsync();
            }

            return count;
        }));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // Connections tell their figures late: asked until they stand still, in a transaction of its own each time.
    private static async Task<long> TripsAsync(PostgresServer postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("postgres"));
        var (last, calm) = (-1L, 0);
        while (calm < 3)
        {
            await Task.Delay(2_000);
            await using var command = source.CreateCommand(
                $"select xact_commit + xact_rollback from pg_stat_database where datname = '{Database}'");
            var now = (long)(await command.ExecuteScalarAsync())!;
            calm = now == last ? calm + 1 : 0;
            last = now;
        }

        return last;
    }

    private static async Task SessionsAsync(PostgresServer postgres, List<Home> homes)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(Database));
        foreach (var home in homes)
        {
            await using var find = source.CreateCommand(
                "select s.account_id, s.id from session s join membership m on m.account_id = s.account_id "
                + $"where m.household_id = '{home.Household}'");
            await using var row = await find.ExecuteReaderAsync();
            await row.ReadAsync();
            (home.Account, home.Session) = (row.GetGuid(0), row.GetGuid(1));
        }
    }

    private static async Task LivesAsync(HttpClient client, Uri address)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(address);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (tries < 200)
            {
                // Not yet.
            }

            await Task.Delay(100);
        }
    }

    private static Process Launch(string program, params string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(
            here.Parent!.Parent!.FullName, program["PawPal.".Length..], here.Name, $"{program}.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [path,
            .. arguments])
        { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task ExecuteAsync(PostgresServer postgres, string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Print(DefaultInterpolatedStringHandler line) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, ref line));

    /// <summary>A household with a pet and a page of events.</summary>
    private sealed class Home(Guid household, Guid pet, string token)
    {
        private readonly byte[] _body = Encoding.UTF8.GetBytes(
            $$"""{"petIds":["{{pet}}"],"kind":"feeding","amount":1,"unit":"cup"}""");

        public Guid Household => household;

        public Guid Account { get; set; }

        public Guid Session { get; set; }

        public static async Task<Home> MakeAsync(HttpClient client, Uri server, int number)
        {
            using var registered = await client.PostAsJsonAsync(
                new Uri(server, "/api/v1/accounts/register"),
                new RegisterRequest($"person{number}@example.org", "a long enough password", "Alex", "Home",
                    "Europe/London"));
            var tokens = (await registered.Content.ReadFromJsonAsync<TokenResponse>())!;
            using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri(server, "/api/v1/household"));
            ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
            using var told = await client.SendAsync(ask);
            var household = (await told.Content.ReadFromJsonAsync<HouseholdResponse>())!;
            using var add = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/api/v1/pets"))
            {
                Content = JsonContent.Create(new AddPetRequest("Rex", "dog")),
            };
            add.Headers.Authorization = ask.Headers.Authorization;
            using var added = await client.SendAsync(add);
            var pet = (await added.Content.ReadFromJsonAsync<PetDetailsResponse>())!;
            var home = new Home(household.Id, pet.Id, tokens.AccessToken);
            for (var n = 0; n < 50; n++)
            {
                using var log = home.Ask(HttpMethod.Post, new Uri(server, "/api/v1/care/events"), isFloor: false);
                using var logged = await client.SendAsync(log);
                logged.EnsureSuccessStatusCode();
            }

            return home;
        }

        public HttpRequestMessage Ask(HttpMethod method, Uri address, bool isFloor)
        {
            var request = new HttpRequestMessage(method, address);
            if (isFloor)
            {
                request.Headers.Add("Household", household.ToString());
                request.Headers.Add("Account", Account.ToString());
                request.Headers.Add("Session", Session.ToString());
            }
            else
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

            if (method == HttpMethod.Post)
            {
                request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                request.Content = new ByteArrayContent(_body);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }

            return request;
        }
    }
}
