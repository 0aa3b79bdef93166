using System.Globalization;
using PawPal.Api.Commands;

namespace PawPal.Api.Tests.Commands;

public sealed class SpokenTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData("", "")]
    [InlineData("Bella", "Bella")]
    [InlineData("Bella,Max", "Bella and Max")]
    [InlineData("Bella,Max,Pip", "Bella, Max and Pip")]
    public void Names_are_joined_as_people_do(string names, string expected) =>
        Assert.Equal(expected, Spoken.All(names.Split(',', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Choices_are_joined_with_or() =>
        Assert.Equal("Bella, Max or Pip", Spoken.OneOf(["Bella", "Max", "Pip"]));

    [Theory]
    [InlineData("0.5", "tin", "half a tin")]
    [InlineData("0.5", "oz", "half an ounce")]
    [InlineData("0.25", "tablet", "a quarter of a tablet")]
    [InlineData("0.75", "oz", "three quarters of an ounce")]
    [InlineData("1", "cup", "1 cup")]
    [InlineData("1.5", "cup", "1.5 cups")]
    [InlineData("2", "pouch", "2 pouches")]
    [InlineData("16", "mg", "16 milligrams")]
    [InlineData("1250", "g", "1,250 grams")]
    [InlineData("3", "drop", "3 drops")]
    public void Measures_have_their_plural(string amount, string unit, string expected) =>
        Assert.Equal(expected, Spoken.Measure(decimal.Parse(amount, CultureInfo.InvariantCulture), unit));

    [Theory]
    [InlineData("0.5 tablet", "half a tablet")]
    [InlineData("2.5 ml", "2.5 millilitres")]
    [InlineData("a pinch", "a pinch")]
    [InlineData("one", "one")]
    public void Doses_are_read_back(string dose, string expected) => Assert.Equal(expected, Spoken.Dose(dose));

    [Theory]
    [InlineData("1", "1 minute")]
    [InlineData("45", "45 minutes")]
    [InlineData("60", "1 hour")]
    [InlineData("90", "1 hour 30 minutes")]
    [InlineData("121", "2 hours 1 minute")]
    public void Durations_are_hours_and_minutes(string minutes, string expected) =>
        Assert.Equal(expected, Spoken.Duration(decimal.Parse(minutes, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("0.095", "95 grams")]
    [InlineData("1", "1 kilogram")]
    [InlineData("12.40", "12.4 kilograms")]
    public void Weights_are_in_the_unit_that_suits_them(string kilograms, string expected) =>
        Assert.Equal(expected, Spoken.Weight(decimal.Parse(kilograms, CultureInfo.InvariantCulture)));

    // Now is Thursday 12 March 2026, 18:30 in London.
    [Theory]
    [InlineData("2026-03-12T18:29", "Exact", "just now")]
    [InlineData("2026-03-12T18:31", "Exact", "just now")]
    [InlineData("2026-03-12T18:29", "Approximate", "today at about 6:29 pm")]
    [InlineData("2026-03-12T07:05", "Exact", "today at 7:05 am")]
    [InlineData("2026-03-12T12:00", "Exact", "today at 12 pm")]
    [InlineData("2026-03-12T00:10", "Exact", "today at 12:10 am")]
    [InlineData("2026-03-11T19:00", "Exact", "yesterday at 7 pm")]
    [InlineData("2026-03-11T18:00", "PartOfDay", "yesterday evening")]
    [InlineData("2026-03-11T20:00", "PartOfDay", "last night")]
    [InlineData("2026-03-12T08:00", "PartOfDay", "this morning")]
    [InlineData("2026-03-09T12:00", "PartOfDay", "on Monday at lunchtime")]
    [InlineData("2026-03-09T08:00", "PartOfDay", "on Monday in the morning")]
    [InlineData("2026-03-12T12:00", "Day", "today")]
    [InlineData("2026-03-11T12:00", "Day", "yesterday")]
    [InlineData("2026-03-06T12:00", "Day", "on Friday")]
    [InlineData("2026-03-05T12:00", "Day", "on 5 March")]
    [InlineData("2025-12-24T16:00", "Exact", "on 24 December 2025 at 4 pm")]
    public void Times_are_told_as_people_say_them(string wall, string precision, string expected)
    {
        var now = London.ToMoment(new DateTime(2026, 3, 12, 18, 30, 0));
        var moment = London.ToMoment(DateTime.Parse(wall, CultureInfo.InvariantCulture));
        Assert.Equal(expected, SpokenTime.Of(moment, now, London, Enum.Parse<TimePrecision>(precision)));
    }

    [Fact]
    public void A_time_of_summer_is_told_in_summers_clock()
    {
        var now = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal("today at 7:05 am", SpokenTime.Of(now.AddHours(-6).AddMinutes(5), now, London));
    }
}
