using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PawPal.Api.Reminders;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Tests.Reminders;

/// <summary>A household with pets, reminders and people, and the worker that tells them.</summary>
internal sealed class ReminderHome
{
    private readonly ApiFixture _api;

    private ReminderHome(ApiFixture api, CareHome care) => (_api, Care) = (api, care);

    public CareHome Care { get; }

    public HttpClient Client => Care.Client;

    public Guid Id => Care.Home.Id;

    public Guid Owner => Care.Caller.Account.Value;

    public static async Task<ReminderHome> CreateAsync(ApiFixture api, string timeZone = "Europe/London") =>
        new(api, await CareHome.CreateAsync(api, timeZone));

    /// <summary>A worker of its own on the test's clock; not started, so that tests say when it looks.</summary>
    public static WebApplication NewWorker(ApiFixture api, params string[] more) => NewWorker(api, api.Clock, more);

    public static WebApplication NewWorker(ApiFixture api, TimeProvider clock, params string[] more) =>
        WorkerRole.Build([.. api.Configuration, .. more],
            builder => builder.Services.Replace(ServiceDescriptor.Singleton(clock)));

    /// <summary>After so long that the access token has expired.</summary>
    public Task SignInAsync() => Care.SignInAsync();

    public static Task TickAsync(WebApplication worker) =>
        worker.Services.GetRequiredService<ReminderService>().TickAsync(TestContext.Current.CancellationToken);

    public ReminderRequest Request(string kind, DateTime starts, string? rule, params string[] pets) =>
        new("Do it", kind, starts, rule, PetIds: [.. pets.Select(name => Care.Pet(name).Id)]);

    public async Task<ReminderResponse> AddAsync(ReminderRequest request)
    {
        var answer = await SendAsync(HttpMethod.Post, "reminders", request);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Read<ReminderResponse>();
    }

    public async Task<OccurrenceResponse> ActAsync(Guid reminder, DateTime time, string act, object? body = null)
    {
        var answer = await SendAsync(
            HttpMethod.Post, $"reminders/{reminder}/occurrences/{time:yyyy-MM-ddTHH:mm}/{act}", body ?? new { });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Read<OccurrenceResponse>();
    }

    public async Task<IReadOnlyList<OccurrenceResponse>> TodayAsync() =>
        (await Care.GetAsync<AgendaResponse>("/api/v1/reminders/today")).Items;

    public async Task<Answer> SendAsync(HttpMethod method, string path, object body, int? version = null)
    {
        // With its length, as browsers send it: what is too large is refused before it is read.
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}")
        {
            Content = new StringContent(
                JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (version is not null)
            request.Headers.Add("If-Match", $"\"{version}\"");
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Titles of what was told, in order.</summary>
    public async Task<List<(Guid Account, string Title, string Body)>> NoticesAsync()
    {
        await using var find = _api.Superuser.CreateCommand(
            "select account_id, title, body from notice where household_id = $1 order by created_at, id");
        find.Parameters.AddWithValue(Id);
        var found = new List<(Guid, string, string)>();
        await using var rows = await find.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            found.Add((rows.GetGuid(0), rows.GetString(1), rows.GetString(2)));
        return found;
    }

    public async Task<Guid> JoinAsync(string role)
    {
        var id = Guid.CreateVersion7();
        await _api.ExecuteAsync(
            $"""
            insert into account (id, display_name, created_at) values ('{id}', '{role}', now());
            insert into membership values ('{Id}', '{id}', '{role}', now())
            """);
        return id;
    }

    public Task<Guid> LogAsync(string kind, string pet, DateTimeOffset at) => _api.ScalarAsync<Guid>(
        $"""
        insert into care_event (id, household_id, pet_id, kind, occurred_at, recorded_at, recorded_by)
        values (gen_random_uuid(), '{Id}', '{Care.Pet(pet).Id}', '{kind}', '{at:O}', now(), '{Owner}') returning id
        """);

    public Task RetractAsync(Guid e) => _api.ExecuteAsync(
        $"""
        insert into care_retraction (id, household_id, event_id, retracted_at, retracted_by)
        values (gen_random_uuid(), '{Id}', '{e}', now(), '{Owner}')
        """);
}

internal sealed record Answer(HttpStatusCode Status, string Text)
{
    public T Read<T>() => JsonSerializer.Deserialize<T>(Text, JsonSerializerOptions.Web)!;

    /// <summary>"pointer code" of the first error.</summary>
    public string FirstError()
    {
        var error = JsonDocument.Parse(Text).RootElement.GetProperty("errors")[0];
        return $"{error.GetProperty("pointer").GetString()} {error.GetProperty("code").GetString()}";
    }
}
