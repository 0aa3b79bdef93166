using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Commands;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;
using PawPal.Contracts.Contacts;
using PawPal.Contracts.Handover;
using PawPal.Contracts.Medications;
using PawPal.Contracts.Reminders;
using PawPal.Understanding;

namespace PawPal.Api.Tests.Handover;

public sealed class HandoverTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Shared = "/api/v1/handover/shared";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_brief_tells_what_is_planned_given_missed_and_whom_to_call()
    {
        var home = await FilledAsync();
        var brief = await home.GetAsync<HandoverResponse>("/api/v1/handover");
        Assert.Equal("Feed Max", Assert.Single(brief.Missed).Title);
        Assert.Contains(brief.Schedule, one => one.Title == "Apoquel, 1 tablet");
        Assert.Equal("1 tablet twice a day, 12 hours apart", Assert.Single(brief.Medicines).Words);
        Assert.Equal("Bella", Assert.Single(brief.Recent).Pet);
        Assert.Equal("Barks at the vacuum cleaner", Assert.Single(brief.Notes).Text);
        Assert.Equal("Night clinic", Assert.Single(brief.Contacts).Name);
        Assert.True(brief.MayLog);
        foreach (var part in (string[])["Missed", "Feed Max", "Apoquel", "Barks at the vacuum", "Night clinic",
            "Animal PoisonLine"])
            Assert.Contains(part, brief.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_voice_it_is_one_breath()
    {
        var home = await FilledAsync();
        await PostAsync(home, "care/events", new LogCareRequest([home.Pet("Luna").Id], "symptom", What: "limping"));
        var done = Assert.IsType<CommandOutcome.Done>(await home.RunAsync(Intents.HandoverSummary, new Slots()));
        Assert.Contains("Luna showed a sign of illness once (limping)", done.Reply, StringComparison.Ordinal);
        Assert.StartsWith("In the last 24 hours Bella was walked once", done.Reply, StringComparison.Ordinal);
        Assert.Contains("Not done: Feed Max", done.Reply, StringComparison.Ordinal);
        Assert.Contains("Max takes Apoquel, 1 tablet twice a day", done.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_reads_and_logs_under_its_name_until_it_is_closed()
    {
        var home = await FilledAsync();
        var link = await LinkAsync(home, mayLog: true);
        Assert.Equal($"/handover#{link.Token}", link.Link);
        using var sitter = api.Bearing(link.Token);
        var brief = await sitter.GetFromJsonAsync<HandoverResponse>(Shared, Ct);
        Assert.Equal(6, brief!.Pets.Count);
        using var logged = await sitter.PostAsJsonAsync(
            $"{Shared}/events", new LogCareRequest([home.Pet("Luna").Id], "feeding"), Ct);
        Assert.Equal(HttpStatusCode.Created, logged.StatusCode);
        var page = await home.GetAsync<CareEventPage>("/api/v1/care/events");
        Assert.Equal("Anna", Assert.Single(page.Events, e => e.Source == "link").RecordedBy);
        using var wrong = await sitter.PostAsJsonAsync(
            $"{Shared}/events", new LogCareRequest([home.Pet("Luna").Id], "flying"), Ct);
        await wrong.ProblemAsync(Problems.InvalidRequest);
        using var elsewhere = await sitter.GetAsync("/api/v1/care/events", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);

        using var closed = await home.Client.DeleteAsync($"/api/v1/handover/links/{link.Details.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode);
        using var late = await sitter.GetAsync(Shared, Ct);
        await late.ProblemAsync(Problems.HandoverLinkUnknown);
    }

    [Fact]
    public async Task A_dose_by_a_link_passes_the_guard_and_the_household_is_told_by_whom()
    {
        var home = await FilledAsync();
        var link = await LinkAsync(home, mayLog: true);
        using var sitter = api.Bearing(link.Token);
        var dose = new LogCareRequest([home.Pet("Max").Id], "medication", Medication: "Apoquel");
        using var given = await sitter.PostAsJsonAsync($"{Shared}/events", dose, Ct);
        Assert.Equal(HttpStatusCode.Created, given.StatusCode);
        using var again = await home.Client.PostAsJsonAsync("/api/v1/care/events", dose, Ct);
        var problem = await again.ProblemAsync(Problems.DoseDoubtful);
        Assert.Contains("given by Anna", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_reading_does_not_log_and_none_works_after_its_end()
    {
        var home = await FilledAsync();
        var link = await LinkAsync(home, mayLog: false);
        using var sitter = api.Bearing(link.Token);
        using var refused = await sitter.PostAsJsonAsync(
            $"{Shared}/events", new LogCareRequest([home.Pet("Luna").Id], "feeding"), Ct);
        await refused.ProblemAsync(Problems.HandoverLinkReadOnly);
        Assert.False((await sitter.GetFromJsonAsync<HandoverResponse>(Shared, Ct))!.MayLog);
        api.Clock.Advance(TimeSpan.FromDays(3));
        using var late = await sitter.GetAsync(Shared, Ct);
        await late.ProblemAsync(Problems.HandoverLinkUnknown);
    }

    [Fact]
    public async Task Who_left_the_household_gave_links_that_no_longer_work()
    {
        var home = await FilledAsync();
        var carer = await api.JoinAsync(home.Home, "carer");
        using var made = await carer.Client.PostAsJsonAsync(
            "/api/v1/handover/links", new AddHandoverLinkRequest("Anna", api.Clock.GetUtcNow().AddDays(2)), Ct);
        var link = await made.Content.ReadFromJsonAsync<NewHandoverLinkResponse>(Ct);
        using var sitter = api.Bearing(link!.Token);
        using var works = await sitter.GetAsync(Shared, Ct);
        Assert.Equal(HttpStatusCode.OK, works.StatusCode);
        await api.ExecuteAsync(
            $"delete from membership where household_id = '{home.Home.Id}' and role = 'carer'");
        using var late = await sitter.GetAsync(Shared, Ct);
        await late.ProblemAsync(Problems.HandoverLinkUnknown);
    }

    [Fact]
    public async Task Notes_are_changed_and_deleted_and_another_households_are_unknown()
    {
        var home = await FilledAsync();
        var note = (await home.GetAsync<HandoverResponse>("/api/v1/handover")).Notes[0];
        using var changed = await home.Client.PutAsync(
            $"/api/v1/handover/notes/{note.Id}", new { text = "Calm now" }, note.Version);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var stranger = await CareHome.CreateAsync(api);
        using var stolen = await stranger.Client.DeleteAsync($"/api/v1/handover/notes/{note.Id}", Ct);
        await stolen.ProblemAsync(Problems.HandoverNoteUnknown);
        using var pet = await stranger.Client.PostAsJsonAsync(
            "/api/v1/handover/notes", new AddHandoverNoteRequest("x", home.Pet("Max").Id), Ct);
        await pet.ProblemAsync(Problems.PetUnknown);
        using var deleted = await home.Client.DeleteAsync($"/api/v1/handover/notes/{note.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    private async Task<CareHome> FilledAsync()
    {
        var home = await CareHome.CreateAsync(api);
        var wall = TimeZoneInfo.ConvertTime(api.Clock.GetUtcNow(), home.Caller.TimeZone).DateTime;
        wall = DateTime.SpecifyKind(wall.AddTicks(-(wall.Ticks % TimeSpan.TicksPerMinute)), DateTimeKind.Unspecified);
        await PostAsync(home, "reminders", new ReminderRequest(
            "Feed Max", "feeding", wall.AddMinutes(5), PetIds: [home.Pet("Max").Id]));
        await home.AdvanceAsync(TimeSpan.FromMinutes(70));
        await PostAsync(home, "regimens", new AddRegimenRequest(
            home.Pet("Max").Id, "Apoquel", "1 tablet BID", wall.AddHours(5)));
        await PostAsync(home, "care/events", new LogCareRequest([home.Pet("Bella").Id], "walk"));
        await PostAsync(home, "handover/notes", new AddHandoverNoteRequest(
            "Barks at the vacuum cleaner", home.Pet("Max").Id));
        await PostAsync(home, "contacts", new AddContactRequest("clinic", "Night clinic", "01632 960000",
            TakesEmergencies: true));
        return home;
    }

    private async Task<NewHandoverLinkResponse> LinkAsync(CareHome home, bool mayLog)
    {
        using var made = await home.Client.PostAsJsonAsync(
            "/api/v1/handover/links", new AddHandoverLinkRequest("Anna", api.Clock.GetUtcNow().AddDays(2), mayLog), Ct);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<NewHandoverLinkResponse>(Ct))!;
    }

    private static async Task PostAsync<T>(CareHome home, string path, T body)
    {
        using var answer = await home.Client.PostAsJsonAsync($"/api/v1/{path}", body, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
