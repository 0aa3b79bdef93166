using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;

namespace PawPal.Api.Tests.Care;

/// <summary>The log over HTTP: all kinds, corrections, moves, undo, lists and totals.</summary>
public sealed class CareEventsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Events = "/api/v1/care/events";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("feeding", """{"amount":0.5,"unit":"tin","food":"salmon"}""")]
    [InlineData("water", """{"amount":200,"unit":"ml"}""")]
    [InlineData("walk", """{"durationMinutes":30,"distance":2.5}""")]
    [InlineData("potty", """{"what":"poo"}""")]
    [InlineData("medication", """{"medication":"Apoquel","dose":"0.5 tablet"}""")]
    [InlineData("weight", """{"weight":12.4}""")]
    [InlineData("grooming", """{"what":"bath","durationMinutes":20}""")]
    [InlineData("symptom", """{"what":"vomiting","note":"twice, after grass"}""")]
    [InlineData("play", """{"what":"ball","durationMinutes":10}""")]
    [InlineData("training", """{"what":"recall"}""")]
    [InlineData("note", """{"note":"slept on the sofa\nall day"}""")]
    public async Task Every_kind_is_logged_and_listed_as_it_was_given(string kind, string details)
    {
        var home = await CareHome.CreateAsync(api);
        var logged = await LogAsync(home, kind, details, "Bella", "Max");
        Assert.Equal(["Bella", "Max"], logged.Events.Select(e => e.Pet));
        Assert.All(logged.Events, e => Assert.Equal((kind, "app"), (e.Kind, e.Source)));
        var page = await home.GetAsync<CareEventPage>($"{Events}?kind={kind}");
        Assert.Equal(logged.Events.OrderByDescending(e => e.Id), page.Events);
    }

    [Fact]
    public async Task Pounds_and_miles_are_kept_as_kilograms_and_kilometres()
    {
        var home = await CareHome.CreateAsync(api);
        var weight = await LogAsync(home, "weight", """{"weight":10,"weightUnit":"lb"}""", "Bella");
        Assert.Equal(4.536m, weight.Events[0].WeightKg);
        var walk = await LogAsync(home, "walk", """{"distance":1,"distanceUnit":"mi"}""", "Bella");
        Assert.Equal(1.609m, walk.Events[0].DistanceKm);
    }

    [Theory]
    [InlineData("weight", """{"weight":500}""", "Pip", "/weight", "range")]
    [InlineData("weight", """{"weight":-1}""", "Pip", "/weight", "range")]
    [InlineData("weight", "{}", "Pip", "/weight", "required")]
    [InlineData("feeding", """{"amount":-1}""", "Pip", "/amount", "range")]
    [InlineData("feeding", """{"what":"x"}""", "Pip", "/what", "field")]
    [InlineData("note", """{"note":"a\u202eb"}""", "Pip", "/note", "characters")]
    [InlineData("note", "{}", "Pip", "/note", "required")]
    [InlineData("flight", "{}", "Pip", "/kind", "choice")]
    [InlineData("walk", """{"occurredAt":"2199-01-01T00:00:00Z"}""", "Pip", "/occurredAt", "range")]
    [InlineData("walk", """{"occurredAt":"1066-10-14T00:00:00Z"}""", "Pip", "/occurredAt", "range")]
    [InlineData("walk", """{"durationMinutes":100000}""", "Pip", "/durationMinutes", "range")]
    public async Task What_cannot_be_is_refused_at_its_field_and_nothing_is_written(
        string kind, string details, string pet, string pointer, string code)
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.PostAsJsonAsync(Events, Body(home, kind, details, pet), Ct);
        var problem = await answer.ProblemAsync(Problems.InvalidRequest);
        Assert.Contains((pointer, code), problem.Errors());
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task A_strangers_pet_and_an_unknown_pet_are_the_same_404()
    {
        var home = await CareHome.CreateAsync(api);
        var other = await CareHome.CreateAsync(api);
        var bodies = new List<string>();
        foreach (var pet in new[] { other.Pet("Max").Id, Guid.NewGuid() })
        {
            using var answer = await home.Client.PostAsJsonAsync(
                Events, new LogCareRequest([pet], "walk"), Ct);
            bodies.Add((await answer.ProblemAsync(Problems.PetUnknown)).Same());
        }

        Assert.Equal(bodies[0], bodies[1]);
        Assert.Equal(0, await other.CountAsync());
    }

    [Fact]
    public async Task A_correction_stands_in_the_place_of_what_it_corrects()
    {
        var home = await CareHome.CreateAsync(api);
        var logged = await LogAsync(home, "walk", """{"durationMinutes":30}""", "Max");
        var id = logged.Events[0].Id;
        using var answer = await home.Client.PostAsJsonAsync(
            $"{Events}/{id}/correction", new { kind = "walk", durationMinutes = 45 }, Ct);
        var corrected = (await answer.Content.ReadFromJsonAsync<CareEventResponse>(Ct))!;
        Assert.Equal((45m, "Max", logged.Events[0].OccurredAt),
            (corrected.DurationMinutes, corrected.Pet, corrected.OccurredAt));
        Assert.Equal(corrected.Id, Assert.Single((await home.GetAsync<CareEventPage>(Events)).Events).Id);
        Assert.Equal(2, await home.CountAsync());
        Assert.Equal(corrected.Id, await api.ScalarAsync<Guid>(
            $"select replaced_by from care_retraction where event_id = '{id}'"));
        using var again = await home.Client.PostAsJsonAsync(
            $"{Events}/{id}/correction", new { kind = "walk", durationMinutes = 50 }, Ct);
        await again.ProblemAsync(Problems.UndoneAlready);
    }

    [Fact]
    public async Task An_event_is_moved_to_another_pet_and_taken_back()
    {
        var home = await CareHome.CreateAsync(api);
        var logged = await LogAsync(home, "feeding", """{"food":"kibble"}""", "Max");
        using var moved = await home.Client.PostAsJsonAsync(
            $"{Events}/{logged.Events[0].Id}/move", new { petId = home.Pet("Bella").Id }, Ct);
        var there = (await moved.Content.ReadFromJsonAsync<CareEventResponse>(Ct))!;
        Assert.Equal(("Bella", "kibble"), (there.Pet, there.Food));
        using var undone = await home.Client.PostAsync($"{Events}/{there.Id}/undo", null, Ct);
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Empty((await home.GetAsync<CareEventPage>(Events)).Events);
        using var unknown = await home.Client.PostAsync($"{Events}/{Guid.NewGuid()}/undo", null, Ct);
        await unknown.ProblemAsync(Problems.EventUnknown);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_time_person_and_words()
    {
        var home = await CareHome.CreateAsync(api);
        var at = api.Clock.GetUtcNow().AddDays(-2);
        await LogAsync(home, "note", $$"""{"note":"Chewed the RUG","occurredAt":"{{at:O}}"}""", "Max");
        await LogAsync(home, "walk", "{}", "Max");
        Assert.Single((await home.GetAsync<CareEventPage>($"{Events}?search=rug")).Events);
        Assert.Empty((await home.GetAsync<CareEventPage>($"{Events}?search=%25")).Events);
        var early = Uri.EscapeDataString(at.AddHours(1).ToString("O"));
        Assert.Equal("walk", Assert.Single((await home.GetAsync<CareEventPage>($"{Events}?from={early}")).Events).Kind);
        Assert.Equal("note", Assert.Single((await home.GetAsync<CareEventPage>($"{Events}?to={early}")).Events).Kind);
        Assert.Equal(2, (await home.GetAsync<CareEventPage>($"{Events}?by={home.Caller.Account.Value}")).Events.Count);
        Assert.Empty((await home.GetAsync<CareEventPage>($"{Events}?by={Guid.NewGuid()}")).Events);
    }

    [Fact]
    public async Task Totals_are_of_the_households_days()
    {
        var home = await CareHome.CreateAsync(api, "Pacific/Auckland");
        var today = home.Caller.LocalDate(api.Clock.GetUtcNow());
        await LogAsync(home, "feeding", """{"amount":1.5,"unit":"cup"}""", "Max");
        await LogAsync(home, "feeding", """{"amount":2,"unit":"cup"}""", "Max");
        await LogAsync(home, "walk", """{"durationMinutes":20,"distance":1.5}""", "Max");
        var totals = await home.GetAsync<CareTotalsResponse>("/api/v1/care/totals");
        Assert.Equal(today, totals.To);
        var fed = totals.Totals.Single(total => total.Kind == "feeding");
        Assert.Equal((today, 2, 3.5m), (fed.Date, fed.Count, fed.Amounts["cup"]));
        Assert.Equal(20, totals.Totals.Single(total => total.Kind == "walk").Minutes);
        using var wide = await home.Client.GetAsync("/api/v1/care/totals?from=2020-01-01&to=2026-01-01", Ct);
        await wide.ProblemAsync(Problems.InvalidRequest);
    }

    private static async Task<LogCareResponse> LogAsync(CareHome home, string kind, string details, params string[] pets)
    {
        using var answer = await home.Client.PostAsJsonAsync(Events, Body(home, kind, details, pets), Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<LogCareResponse>(Ct))!;
    }

    private static JsonObject Body(CareHome home, string kind, string details, params string[] pets)
    {
        var body = JsonNode.Parse(details)!.AsObject();
        body["kind"] = kind;
        body["petIds"] = new JsonArray([.. pets.Select(pet => JsonValue.Create(home.Pet(pet).Id))]);
        return body;
    }
}
