using System.Globalization;
using PawPal.Web.Today;

namespace PawPal.Web.Tests.Today;

public sealed class HouseholdClockTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 23, 30, 0, TimeSpan.Zero);

    // 00:30 on 30 March in London, a day after the clocks went forward.
    private static readonly HouseholdClock London = Clock(twelveHours: false);

    [Theory]
    [InlineData("2026-03-29T23:05:00Z", "today 00:05")]
    [InlineData("2026-03-29T22:59:00Z", "yesterday 23:59")]
    [InlineData("2026-03-28T23:30:00Z", "Sat 23:30")]
    [InlineData("2026-03-01T12:00:00Z", "1 Mar")]
    public void Moments_are_the_households(string moment, string words) =>
        Assert.Equal(words, London.Moment(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));

    [Fact]
    public void Twelve_hours_are_said_where_people_count_so() =>
        Assert.Equal("12:30 am", Clock(twelveHours: true).Time(Now));

    [Fact]
    public void The_greeting_follows_the_households_hour()
    {
        Assert.Equal("Good evening", London.Greeting());
        Assert.Equal("Monday 30 March", London.Date());
    }

    private static HouseholdClock Clock(bool twelveHours) => new(
        new DateOnly(2026, 3, 30), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), Now, twelveHours);
}
