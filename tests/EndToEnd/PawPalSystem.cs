using System.Net.Http.Headers;
using System.Net.Http.Json;
using Npgsql;
using PawPal.Contracts.Accounts;
using PawPal.EndToEnd;
using PawPal.Testing;

[assembly: AssemblyFixture(typeof(PawPalSystem))]

// Each test of the life cycle runs a whole system of its own: two at a time would want more cores than there are.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace PawPal.EndToEnd;

/// <summary>One running PawPal, started as a newcomer starts it, for all tests that do not end it.</summary>
public sealed class PawPalSystem : IAsyncLifetime
{
    private readonly string _state = Directory.CreateTempSubdirectory("pawpal-e2e-").FullName;
    private AppHostProcess? _host;

    public AppHostProcess Host => _host ?? throw new InvalidOperationException("PawPal has not been started.");

    public async ValueTask InitializeAsync() => _host = await AppHostProcess.StartAsync(_state);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await StateFolder.DeleteAsync(_state);
    }

    /// <summary>Where each part writes its log.</summary>
    public string Logs => Path.Combine(_state, "logs");

    /// <summary>A client at the gateway's door, without a session.</summary>
    public HttpClient NewVisitor() =>
        new(new SocketsHttpHandler()) { BaseAddress = Host.Address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>A client with a demo household of its own.</summary>
    public async Task<HttpClient> NewDemoHouseholdAsync()
    {
        var visitor = NewVisitor();
        using var answer = await visitor.PostAsJsonAsync("/api/v1/demo", new { timeZone = "Europe/London" });
        answer.EnsureSuccessStatusCode();
        var tokens = await answer.Content.ReadFromJsonAsync<TokenResponse>()
            ?? throw new InvalidOperationException("The demo answered nothing.");
        visitor.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        return visitor;
    }

    /// <summary>The database as the system's owner sees it, past row-level security.</summary>
    public async Task<T?> QueryAsync<T>(string sql, params object[] values)
    {
        var backend = Host.Started("PawPal.Api").First(p => p.Environment.ContainsKey("ConnectionStrings__pawpal"));
        await using var database = NpgsqlDataSource.Create(backend.Environment["ConnectionStrings__pawpal"]);
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T?)await command.ExecuteScalarAsync();
    }
}
