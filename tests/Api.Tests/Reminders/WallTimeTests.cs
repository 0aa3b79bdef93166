using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Tests.Reminders;

/// <summary>Each time exactly once, in local wall time, whatever the clocks do (drill A7).</summary>
public sealed class WallTimeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    // Forward at 01:00 on 28 March: half past one never shows, and is told when an unset clock would show it.
    [InlineData("Europe/London", "2027-03-27T01:30", "FREQ=DAILY", 3, "27 01:30,28 01:30,29 00:30")]
    // Back at 02:00 on 31 October: half past one shows twice, and is told at the first.
    [InlineData("Europe/London", "2027-10-30T01:30", "FREQ=DAILY", 3, "30 00:30,31 00:30,01 01:30")]
    [InlineData("America/New_York", "2027-03-13T08:00", "FREQ=DAILY", 3, "13 13:00,14 12:00,15 12:00")]
    [InlineData("America/New_York", "2027-11-07T00:30", "FREQ=HOURLY;BYHOUR=0,1,2", 1, "07 04:30,07 05:30,07 07:30")]
    [InlineData("Australia/Lord_Howe", "2027-04-03T01:45", "FREQ=DAILY", 3, "02 14:45,03 14:45,04 15:15")]
    [InlineData("Europe/London", "2028-02-28T08:00", "FREQ=DAILY", 3, "28 08:00,29 08:00,01 08:00")]
    [InlineData("Europe/London", "2028-02-29T08:00", "FREQ=YEARLY", 1, "29 08:00")]
    [InlineData("Europe/London", "2027-01-31T08:00", "FREQ=MONTHLY", 62, "31 08:00,31 07:00")]
    public async Task Each_time_is_told_once_at_its_wall_time(
        string zone, string starts, string rule, int days, string expected)
    {
        var home = await ReminderHome.CreateAsync(api, zone);
        var start = DateTime.Parse(starts, CultureInfo.InvariantCulture);
        await home.AddAsync(home.Request("other", start, rule));
        var clock = new FakeTimeProvider(new DateTimeOffset(start, TimeSpan.Zero).AddHours(-24));
        await using var worker = ReminderHome.NewWorker(api, clock, "--Reminders:CatchUp=7.00:00:00");
        var told = new List<string>();
        var last = new DateTimeOffset(start.AddDays(days), TimeSpan.Zero).AddHours(8);
        for (var before = 0; clock.GetUtcNow() < last; clock.Advance(TimeSpan.FromMinutes(15)))
        {
            await ReminderHome.TickAsync(worker);
            var now = (await home.NoticesAsync()).Count;
            var moment = clock.GetUtcNow().ToString("dd HH:mm", CultureInfo.InvariantCulture);
            told.AddRange(Enumerable.Repeat(moment, now - before));
            before = now;
            if (days > 10)
                clock.Advance(TimeSpan.FromMinutes(45));
        }

        Assert.Equal(expected.Split(','), told.Take(expected.Split(',').Length));
        Assert.Equal(told.Count, await api.ScalarAsync<long>(
            $"select count(distinct dedupe_key) from notice where household_id = '{home.Id}'"));
    }

    [Fact]
    public async Task In_another_zone_the_wall_times_go_on_and_none_is_told_twice()
    {
        var home = await ReminderHome.CreateAsync(api, "Europe/London");
        var request = home.Request("other", new DateTime(2027, 1, 10, 8, 0, 0), "FREQ=DAILY");
        var reminder = await home.AddAsync(request);
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 1, 11, 9, 0, 0, TimeSpan.Zero));
        await using var worker = ReminderHome.NewWorker(api, clock, "--Reminders:CatchUp=7.00:00:00");
        await ReminderHome.TickAsync(worker);
        Assert.Equal(2, (await home.NoticesAsync()).Count);

        var moved = await home.SendAsync(
            HttpMethod.Put, $"reminders/{reminder.Id}", request with { TimeZone = "America/New_York" }, version: 1);
        Assert.Equal(HttpStatusCode.OK, moved.Status);
        // Eight o'clock of the eleventh was told in London; in New York it comes round again, and is not told again.
        clock.Advance(TimeSpan.FromHours(12));
        await ReminderHome.TickAsync(worker);
        Assert.Equal(2, (await home.NoticesAsync()).Count);
        Assert.Equal(
            new DateTimeOffset(2027, 1, 12, 13, 0, 0, TimeSpan.Zero), moved.Read<ReminderResponse>().NextAt);

        var back = await home.SendAsync(HttpMethod.Put, $"reminders/{reminder.Id}", request, version: 2);
        Assert.Equal(
            new DateTimeOffset(2027, 1, 12, 8, 0, 0, TimeSpan.Zero), back.Read<ReminderResponse>().NextAt);
    }

    [Fact]
    public async Task A_clock_that_goes_back_an_hour_tells_nothing_again()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        await home.AddAsync(home.Request("other", new DateTime(2027, 5, 1, 8, 0, 0), "FREQ=HOURLY"));
        await TellAsync(new DateTimeOffset(2027, 5, 1, 9, 30, 0, TimeSpan.Zero));
        Assert.Equal(2, (await home.NoticesAsync()).Count);
        await TellAsync(new DateTimeOffset(2027, 5, 1, 8, 30, 0, TimeSpan.Zero));
        await TellAsync(new DateTimeOffset(2027, 5, 1, 9, 45, 0, TimeSpan.Zero));
        Assert.Equal(2, (await home.NoticesAsync()).Count);
        await TellAsync(new DateTimeOffset(2027, 5, 1, 10, 0, 0, TimeSpan.Zero));
        Assert.Equal(3, (await home.NoticesAsync()).Count);
    }

    private async Task TellAsync(DateTimeOffset now)
    {
        await using var worker = ReminderHome.NewWorker(api, new FakeTimeProvider(now));
        await ReminderHome.TickAsync(worker);
    }
}
