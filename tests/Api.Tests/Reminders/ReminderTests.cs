using System.Net;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Tests.Reminders;

public sealed class ReminderTests : IClassFixture<ApiFixture>
{
    private readonly ApiFixture _api;

    public ReminderTests(ApiFixture api)
    {
        _api = api;
        // The next noon of UTC, the first time; not far, since every timer of the application goes along.
        var now = api.Clock.GetUtcNow().UtcDateTime;
        if (now.TimeOfDay != TimeSpan.FromHours(12))
            api.Clock.Advance(now.Date.AddHours(36) - now);
    }

    private DateTime Today => _api.Clock.GetUtcNow().UtcDateTime.Date;

    [Fact]
    public async Task A_reminder_is_kept_as_it_was_said_and_told_in_words()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        var reminder = await home.AddAsync(
            home.Request("feeding", At(8, 0), "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0", "Max", "Bella"));
        Assert.Equal("every day at 8 am and 8 pm", reminder.When);
        Assert.Equal("UTC", reminder.TimeZone);
        Assert.Equal(new DateTimeOffset(Today.AddHours(20), TimeSpan.Zero), reminder.NextAt);
        Assert.Equal(["Bella", "Max"], (await home.TodayAsync())[0].Pets.Select(pet => pet.Name));
        Assert.Equal(["overdue", "upcoming"], (await home.TodayAsync()).Select(one => one.Status));
    }

    [Fact]
    public async Task Logging_clears_a_reminder_and_undoing_opens_it_again()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        var reminder = await home.AddAsync(home.Request("feeding", At(13, 0), "FREQ=DAILY", "Max", "Bella"));
        await home.LogAsync("feeding", "Max", _api.Clock.GetUtcNow());
        Assert.Equal("upcoming", (await home.TodayAsync()).Single().Status);
        var second = await home.LogAsync("feeding", "Bella", _api.Clock.GetUtcNow());
        var done = (await home.TodayAsync()).Single();
        Assert.Equal(("done", "Alex"), (done.Status, done.By));
        await home.RetractAsync(second);
        Assert.Equal("upcoming", (await home.TodayAsync()).Single().Status);
        // What was given for breakfast is no dinner.
        await home.LogAsync("feeding", "Bella", _api.Clock.GetUtcNow().AddHours(-5));
        Assert.Equal("upcoming", (await home.TodayAsync()).Single().Status);
        Assert.Equal(reminder.Id, done.ReminderId);
    }

    [Fact]
    public async Task Done_logs_the_care_once_and_reopening_takes_it_back()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        var reminder = await home.AddAsync(home.Request("walk", At(13, 0), "FREQ=DAILY", "Max", "Bella"));
        await home.LogAsync("walk", "Max", _api.Clock.GetUtcNow());
        var done = await home.ActAsync(reminder.Id, At(13, 0), "done");
        Assert.Equal("done", done.Status);
        Assert.Equal(2, await home.Care.CountAsync());
        await home.ActAsync(reminder.Id, At(13, 0), "done");
        Assert.Equal(2, await home.Care.CountAsync());
        Assert.Equal("upcoming", (await home.ActAsync(reminder.Id, At(13, 0), "reopen")).Status);
        Assert.Equal(1, await home.Care.CountAsync("care_retraction"));
    }

    [Fact]
    public async Task Done_long_before_its_time_holds_until_the_event_is_taken_back()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        var reminder = await home.AddAsync(home.Request("walk", At(22, 0), "FREQ=DAILY", "Max"));
        Assert.Equal("done", (await home.ActAsync(reminder.Id, At(22, 0), "done")).Status);
        var walk = await _api.ScalarAsync<Guid>($"select id from care_event where household_id = '{home.Id}'");
        await home.RetractAsync(walk);
        Assert.Equal("upcoming", (await home.TodayAsync()).Single().Status);
    }

    [Fact]
    public async Task A_time_is_skipped_snoozed_and_moved_and_the_others_stay()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        var reminder = await home.AddAsync(home.Request("other", At(14, 0), "FREQ=HOURLY;INTERVAL=2;BYHOUR=14,16,18"));
        await home.ActAsync(reminder.Id, At(14, 0), "skip");
        await home.ActAsync(reminder.Id, At(16, 0), "snooze", new { minutes = 30 });
        await home.ActAsync(reminder.Id, At(18, 0), "reschedule", new { dueAt = At(21, 15) });
        var today = await home.TodayAsync();
        Assert.Equal(
            ["12:30 upcoming", "14:00 skipped", "21:15 upcoming"],
            today.Select(one => $"{one.DueAt:HH:mm} {one.Status}"));
        Assert.Equal([true, false, true], today.Select(one => one.IsMoved));
        var again = await home.SendAsync(
            HttpMethod.Post, $"reminders/{reminder.Id}/occurrences/{At(14, 0):yyyy-MM-ddTHH:mm}/snooze",
            new { minutes = 5 });
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal("done", (await home.ActAsync(reminder.Id, At(18, 0), "done")).Status);
    }

    [Fact]
    public async Task An_edit_needs_the_version_that_was_seen()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        var reminder = await home.AddAsync(home.Request("walk", At(13, 0), "FREQ=DAILY", "Max"));
        var edit = home.Request("walk", At(14, 0), "FREQ=DAILY", "Bella");
        var path = $"reminders/{reminder.Id}";
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await home.SendAsync(HttpMethod.Put, path, edit)).Status);
        var changed = await home.SendAsync(HttpMethod.Put, path, edit, version: 1);
        Assert.Equal(2, changed.Read<ReminderResponse>().Version);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed, (await home.SendAsync(HttpMethod.Put, path, edit, version: 1)).Status);
        Assert.Equal("14:00", $"{(await home.TodayAsync()).Single().DueAt:HH:mm}");
        var paused = await home.SendAsync(HttpMethod.Put, $"{path}/state", new { state = "paused" }, version: 2);
        Assert.Null(paused.Read<ReminderResponse>().NextAt);
        Assert.Empty(await home.TodayAsync());
        var active = await home.SendAsync(HttpMethod.Put, $"{path}/state", new { state = "active" }, version: 3);
        Assert.NotNull(active.Read<ReminderResponse>().NextAt);
        Assert.Equal(4, await _api.ScalarAsync<long>(
            $"select count(*) from audit_entry where household_id = '{home.Id}' and action like 'reminder.%'"));
    }

    [Theory]
    [InlineData("SECONDLY", "/rule always")]
    [InlineData("YEARLY;BYMONTH=2;BYMONTHDAY=30", "/rule never")]
    [InlineData("DAILY;UNTIL=20200101", "/rule never")]
    [InlineData("NEVER", "/rule format")]
    public async Task A_rule_that_cannot_be_kept_is_refused_and_nothing_is_written(string rule, string error)
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        var answer = await home.SendAsync(
            HttpMethod.Post, "reminders", home.Request("walk", At(13, 0), $"FREQ={rule}", "Max"));
        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.Status, answer.FirstError()));
        Assert.Equal(0, await home.Care.CountAsync("reminder"));
    }

    [Fact]
    public async Task Bad_input_is_refused_with_its_pointer()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        var stranger = await ReminderHome.CreateAsync(_api, "UTC");
        var good = home.Request("walk", At(13, 0), "FREQ=DAILY", "Max");
        await RefusedAsync(good with { Title = new string('x', 10_000) }, "/title length");
        await RefusedAsync(good with { Title = "Max\u200b" }, "/title characters");
        await RefusedAsync(good with { Title = "\u202eMax" }, "/title characters");
        await RefusedAsync(good with { Kind = "bath" }, "/kind choice");
        await RefusedAsync(good with { StartsAt = new DateTime(1600, 1, 1) }, "/startsAt range");
        await RefusedAsync(good with { StartsAt = DateTime.UnixEpoch }, "/startsAt format");
        await RefusedAsync(good with { StartsAt = At(9, 0), Rule = null }, "/startsAt range");
        await RefusedAsync(good with { TimeZone = "Mars/Olympus" }, "/timeZone time-zone");
        await RefusedAsync(good with { Rule = new string('F', 600) }, "/rule length");
        await RefusedAsync(good with { EscalateAfterMinutes = 1 }, "/escalateAfterMinutes range");
        await RefusedAsync(good with { AssignedTo = stranger.Owner }, "/assignedTo unknown");
        await RefusedAsync(
            good with { EscalateTo = [stranger.Owner], EscalateAfterMinutes = 5 }, "/escalateTo unknown");
        await RefusedAsync(good with { Medication = "Apoquel" }, "/medication choice");
        var pet = await home.SendAsync(
            HttpMethod.Post, "reminders", good with { PetIds = [stranger.Care.Pet("Max").Id] });
        Assert.Equal(HttpStatusCode.NotFound, pet.Status);
        Assert.Equal(0, await home.Care.CountAsync("reminder"));

        async Task RefusedAsync(ReminderRequest request, string error)
        {
            var answer = await home.SendAsync(HttpMethod.Post, "reminders", request);
            Assert.Equal((HttpStatusCode.BadRequest, error), (answer.Status, answer.FirstError()));
        }
    }

    [Fact]
    public async Task Another_households_reminder_is_as_unknown_as_none()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        var stranger = await ReminderHome.CreateAsync(_api, "UTC");
        var theirs = await stranger.AddAsync(stranger.Request("walk", At(13, 0), "FREQ=DAILY", "Max"));
        var time = $"{At(13, 0):yyyy-MM-ddTHH:mm}";
        foreach (var id in (string[])[theirs.Id.ToString(), Guid.NewGuid().ToString()])
        {
            using var read = await home.Client.GetAsync(
                $"/api/v1/reminders/{id}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
            foreach (var act in (string[])["done", "skip", "reopen"])
            {
                var answer = await home.SendAsync(
                    HttpMethod.Post, $"reminders/{id}/occurrences/{time}/{act}", new { });
                Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            }
        }

        var none = await stranger.SendAsync(
            HttpMethod.Post, $"reminders/{theirs.Id}/occurrences/{At(13, 1):yyyy-MM-ddTHH:mm}/done", new { });
        Assert.Equal(HttpStatusCode.NotFound, none.Status);
        Assert.Equal(0, await stranger.Care.CountAsync());
    }

    [Fact]
    public async Task What_is_left_over_from_before_is_overdue_today()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        await home.AddAsync(home.Request("weight", At(18, 0), "FREQ=WEEKLY", "Max"));
        _api.Clock.Advance(TimeSpan.FromDays(2));
        await home.SignInAsync();
        Assert.Equal("overdue", (await home.TodayAsync()).Single().Status);
        var agenda = await home.Care.GetAsync<AgendaResponse>(
            $"/api/v1/reminders/agenda?from={Today:yyyy-MM-dd}&to={Today.AddDays(20):yyyy-MM-dd}");
        Assert.Equal(3, agenda.Items.Count);
    }

    private DateTime At(int hour, int minute) =>
        DateTime.SpecifyKind(Today.AddHours(hour).AddMinutes(minute), DateTimeKind.Unspecified);
}
