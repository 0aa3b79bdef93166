using PawPal.Dashboard.Components;
using PawPal.Dashboard.Pages.Metrics;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Tests.Pages.Logic;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.0004, "400 ns")]
    [InlineData(0.25, "250 µs")]
    [InlineData(12.34, "12.3 ms")]
    [InlineData(999, "999 ms")]
    [InlineData(1_500, "1.5 s")]
    [InlineData(61_000, "1 min 1 s")]
    [InlineData(7_260_000, "2 h 1 min")]
    public void Durations_have_three_digits_and_a_unit(double milliseconds, string words) =>
        Assert.Equal(words, Durations.Of(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(2_621_440, "By", "2.5 MiB")]
    [InlineData(0.0125, "s", "12.5 ms")]
    [InlineData(42, "{request}", "42 request")]
    [InlineData(1_234_567, "", "1.23 M")]
    [InlineData(0, "s", "0 s")]
    public void Values_are_said_in_their_unit(double value, string unit, string words) =>
        Assert.Equal(words, UnitText.Of(value, unit));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-3, 7)]
    [InlineData(0.001, 0.002)]
    [InlineData(1e12, 3e12)]
    public void A_scale_holds_nought_and_all_values_in_few_steps(double low, double high)
    {
        var scale = ChartScale.Of([low, high, double.NaN]);
        Assert.InRange(0, scale.Low, scale.High);
        Assert.InRange(low, scale.Low, scale.High);
        Assert.InRange(high, scale.Low, scale.High);
        Assert.InRange(scale.Steps.Count, 2, 9);
    }

    [Fact]
    public void A_filter_is_read_as_it_was_written()
    {
        var filter = new FieldFilter("a:b", FilterOperator.NotContains, "x:y & ü");
        Assert.Equal([filter],
            FieldFilterText.ReadAll([FieldFilterText.Write(filter), "nonsense", "a:maybe:b", ":equals:b"]));
    }
}
