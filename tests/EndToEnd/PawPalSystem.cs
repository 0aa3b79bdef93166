using System.Net.Http.Headers;
using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Npgsql;
using PawPal.Contracts.Accounts;
using PawPal.EndToEnd;

[assembly: AssemblyFixture(typeof(PawPalSystem))]

// Each test of the life cycle runs a whole system of its own: two at a time would want more cores than there are.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace PawPal.EndToEnd;

/// <summary>One running PawPal, the AppHost's own model, for all tests that do not end it.</summary>
public sealed class PawPalSystem : IAsyncLifetime
{
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _application;

    /// <summary>Where a person opens it.</summary>
    public Uri Address => Application.GetEndpoint("gateway");

    /// <summary>Where Prometheus reads the figures of a part.</summary>
    public Uri MetricsOf(string part) => Application.GetEndpoint(part, "metrics");

    /// <summary>Where each part writes its log.</summary>
    public string Logs => Path.Combine(_builder!.Configuration["Hosting:StateFolder"]!, "logs");

    private DistributedApplication Application =>
        _application ?? throw new InvalidOperationException("PawPal has not been started.");

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--Hosting:ContainerEngine=none"], limit.Token);
        _application = await _builder.BuildAsync(limit.Token);
        await _application.StartAsync(limit.Token);
        await _application.ResourceNotifications.WaitForResourceHealthyAsync("gateway", limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_builder is not null)
            await _builder.DisposeAsync();
    }

    /// <summary>A client at the gateway's door, without a session.</summary>
    public HttpClient NewVisitor()
    {
        var visitor = Application.CreateHttpClient("gateway");
        visitor.Timeout = TimeSpan.FromSeconds(60);
        return visitor;
    }

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
        await using var database = NpgsqlDataSource.Create(
            await Application.GetConnectionStringAsync("pawpal") ?? throw new InvalidOperationException("No database"));
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T?)await command.ExecuteScalarAsync();
    }
}
