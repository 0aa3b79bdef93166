using System.Net.Http.Json;
using PawPal.Api.Tests.Reminders;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Tests.Plans;

/// <summary>What people say about plans, typed, as voice takes it.</summary>
public sealed class PlanCommandTests : IClassFixture<ApiFixture>
{
    private readonly ApiFixture _api;

    public PlanCommandTests(ApiFixture api)
    {
        _api = api;
        // A Thursday, a quarter past six in the evening of UTC; within a week, for the timers of the application.
        if (api.Clock.GetUtcNow().TimeOfDay == TimeSpan.FromHours(18.25))
            return;
        var now = api.Clock.GetUtcNow().UtcDateTime;
        var days = ((int)DayOfWeek.Thursday - (int)now.DayOfWeek + 7) % 7 + 7;
        api.Clock.Advance(now.Date.AddDays(days).AddHours(18.25) - now);
    }

    [Theory]
    [InlineData("feed max every day at seven", "I will remind you every day at 7 am: feed max.")]
    [InlineData("remind me to feed Max at eight", "I will remind you today at 8 pm: feed Max.")]
    [InlineData("set a reminder to walk bella tomorrow", "I will remind you tomorrow at 9 am: walk bella.")]
    [InlineData(
        "remind me every monday and thursday to brush mochi",
        "I will remind you every week on Monday and Thursday at 9 am: brush mochi.")]
    [InlineData(
        "set an alarm for mochi's thyroid pill at 8am and 8pm",
        "I will remind you every day at 8 am and 8 pm: mochi's thyroid pill and.")]
    [InlineData(
        "remind me the last friday of the month to clean pip's hutch",
        "I will remind you every month on the last Friday at 9 am: clean pip's hutch.")]
    [InlineData(
        "remind me to worm the cats on the first of the month",
        "I will remind you every month on the 1st at 9 am: worm the cats.")]
    [InlineData(
        "set a reminder for luna's insulin every twelve hours", "I will remind you every 12 hours: luna's insulin.")]
    [InlineData(
        "remind us to clean the litter tray every other day",
        "I will remind you every other day at 9 am: clean the litter tray.")]
    [InlineData(
        "remind me to walk max every two minutes",
        "That is too often for a reminder. I can remind you every 15 minutes at most, and 48 times a day.")]
    public async Task A_reminder_is_planned_and_said_back(string text, string reply)
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        Assert.Equal(reply, await SayAsync(home, text));
        Assert.Equal(
            reply.StartsWith("I will", StringComparison.Ordinal) ? 1 : 0, await home.Care.CountAsync("reminder"));
    }

    [Fact]
    public async Task An_appointment_is_noted_asked_for_moved_and_called_off()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        Assert.Equal(
            "Noted: vet for Max, on Tuesday at 4 pm. I will remind you a day and two hours before.",
            await SayAsync(home, "book max in at the vet for tuesday at four"));
        Assert.StartsWith(
            "At what time on", await SayAsync(home, "i've booked max in for his boosters on friday"),
            StringComparison.Ordinal);
        Assert.Equal(
            "vet for Max on Tuesday at 4 pm.", await SayAsync(home, "when is max's next vet appointment"));
        Assert.Equal("Nothing is planned.", await SayAsync(home, "when is bella's next vet appointment"));
        Assert.Equal("Moved: vet for Max, now tomorrow at 4 pm.", await SayAsync(home, "move the vet visit to friday"));
        Assert.Equal(
            "I called it off: vet for Max, tomorrow at 4 pm.", await SayAsync(home, "cancel max's vet appointment"));
        Assert.Equal("I find no such appointment.", await SayAsync(home, "cancel max's vet appointment"));
        Assert.Equal(1, await home.Care.CountAsync("appointment"));
    }

    [Fact]
    public async Task Times_are_ticked_off_skipped_snoozed_and_asked_for()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        await SayAsync(home, "remind me to feed max every day at six pm");
        await SayAsync(home, "remind me to walk bella every day at eight pm");
        Assert.Equal("feed max today at 6 pm.", await SayAsync(home, "is anything overdue"));
        Assert.Equal("Ticked off: feed max, due today at 6 pm.", await SayAsync(home, "mark max's feeding as done"));
        Assert.Equal(1, await home.Care.CountAsync());
        Assert.Equal("Nothing is overdue.", await SayAsync(home, "is anything overdue"));
        Assert.Equal("That is done already.", await SayAsync(home, "mark max's feeding as done"));
        Assert.Equal(
            "Moved: walk bella, now today at 8:30 pm.", await SayAsync(home, "push bella's walk back by half an hour"));
        Assert.Equal(
            "I leave it out this time: walk bella, today at 8:30 pm.", await SayAsync(home, "skip bella's walk"));
        Assert.Equal(
            "I will not remind you of this any more: walk bella.",
            await SayAsync(home, "get rid of the walk reminder"));
        Assert.Equal("feed max tomorrow at 6 pm.", await SayAsync(home, "what's due tomorrow"));
    }

    [Fact]
    public async Task Several_that_fit_are_asked_about_and_none_is_touched()
    {
        var home = await ReminderHome.CreateAsync(_api, "UTC");
        await SayAsync(home, "remind me to walk max every day at seven");
        await SayAsync(home, "remind me to walk bella every day at eight");
        var asked = await SayAsync(home, "get rid of the walk reminder");
        // Made at the same moment of the test's clock: in either order.
        Assert.Contains(asked, (string[])["Which one: walk max or walk bella?", "Which one: walk bella or walk max?"]);
        Assert.Equal(2, await home.Care.CountAsync("reminder"));
        Assert.Equal("When should I remind you?", await SayAsync(home, "remind me to walk max"));
    }

    private static async Task<string> SayAsync(ReminderHome home, string text)
    {
        using var answer = await home.Client.PostAsJsonAsync(
            "/api/v1/voice/commands", new { text }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<VoiceCommandResponse>(TestContext.Current.CancellationToken);
        return body!.Reply;
    }
}
