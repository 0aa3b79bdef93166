using System.Globalization;
using PawPal.Api.Commands;

namespace PawPal.Api.Tests.Commands;

public sealed class HouseholdClockTests
{
    [Theory]
    [InlineData("Europe/London", "2026-03-12T18:30", "2026-03-12T18:30")]
    [InlineData("Europe/London", "2026-07-01T07:05", "2026-07-01T06:05")]
    [InlineData("Asia/Kathmandu", "2026-07-01T07:05", "2026-07-01T01:20")]
    [InlineData("America/New_York", "2026-12-31T23:59", "2027-01-01T04:59")]
    public void A_wall_time_is_a_moment_of_the_households_zone(string zone, string wall, string utc) =>
        Assert.Equal(Utc(utc), Zone(zone).ToMoment(Wall(wall)));

    [Theory]
    [InlineData("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30")]
    [InlineData("America/New_York", "2026-11-01T01:15", "2026-11-01T05:15")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45")]
    public void A_time_that_happens_twice_is_the_earlier_one(string zone, string wall, string utc) =>
        Assert.Equal(Utc(utc), Zone(zone).ToMoment(Wall(wall)));

    [Theory]
    [InlineData("Europe/London", "2026-03-29T01:30", "2026-03-29T02:30")]
    [InlineData("America/New_York", "2026-03-08T02:00", "2026-03-08T03:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:45")]
    public void A_time_that_is_skipped_is_shifted_forward(string zone, string wall, string shown) =>
        Assert.Equal(Wall(shown), Zone(zone).ToWallTime(Zone(zone).ToMoment(Wall(wall))));

    [Theory]
    [InlineData("Europe/London", "2026-03-29", 23)]
    [InlineData("Europe/London", "2026-10-25", 25)]
    [InlineData("Africa/Cairo", "2026-04-24", 23)]
    [InlineData("America/Havana", "2026-03-08", 23)]
    public void A_day_is_as_long_as_its_clocks_say(string zone, string day, int hours)
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var length = Zone(zone).StartOf(date.AddDays(1)) - Zone(zone).StartOf(date);
        Assert.Equal(TimeSpan.FromHours(hours), length);
    }

    [Fact]
    public void Every_quarter_of_an_hour_of_a_year_is_shown_again_or_lies_in_a_gap()
    {
        var zone = Zone("Europe/London");
        for (var wall = Wall("2026-01-01T00:00"); wall.Year == 2026; wall = wall.AddMinutes(15))
        {
            var shown = zone.ToWallTime(zone.ToMoment(wall));
            Assert.Equal(zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall, shown);
        }
    }

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static DateTime Wall(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
