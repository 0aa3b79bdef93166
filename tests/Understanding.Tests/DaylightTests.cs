namespace PawPal.Understanding.Tests;

/// <summary>The nights of 29 March 2026, when London's clocks go from 1:00 to 2:00, and of 25 October, when they go
/// back.</summary>
public sealed class DaylightTests
{
    private static HouseholdContext At(int month, int day, int hour, int minute) => Expect.Home with
    {
        Now = new DateTime(2026, month, day, hour, minute, 0),
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
    };

    private static string? When(string text, HouseholdContext home) => Interpreter.Understand(text, home).Frames[0]
        .Slots.When?.ToString("MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_time_the_clock_skips_is_an_hour_later() =>
        Assert.Equal("03-29 02:30", When("remind me at 1:30 am to give luna her pill", At(3, 28, 22, 0)));

    [Fact]
    public void Two_hours_pass_over_the_gap() =>
        Assert.Equal("03-29 03:30", When("remind me in two hours to let max out", At(3, 29, 0, 30)));

    [Fact]
    public void Two_hours_ago_counts_back_over_the_gap() =>
        Assert.Equal("03-29 00:30", When("fed max two hours ago", At(3, 29, 3, 30)));

    [Fact]
    public void The_repeated_hour_passes_twice() =>
        Assert.Equal("10-25 01:30", When("remind me in two hours to let max out", At(10, 25, 0, 30)));

    [Fact]
    public void Days_are_days_of_the_calendar() =>
        Assert.Equal("03-29 08:00", When("remind me tomorrow at 8 am to feed max", At(3, 28, 8, 0)));
}
