using System.Globalization;
using System.Text.RegularExpressions;

namespace PawPal.Web.Tests.Pages;

/// <summary>WCAG 2.2 AA on the colours themselves: 4.5 to 1 for text, 3 to 1 for large signs and focus.</summary>
public sealed partial class ContrastTests
{
    [Theory]
    [InlineData("text", "ground", 4.5)]
    [InlineData("text", "surface", 4.5)]
    [InlineData("text", "sunken", 4.5)]
    [InlineData("text", "good-ground", 4.5)]
    [InlineData("muted", "ground", 4.5)]
    [InlineData("muted", "surface", 4.5)]
    [InlineData("muted", "sunken", 4.5)]
    [InlineData("muted", "good-ground", 4.5)]
    [InlineData("accent-strong", "ground", 4.5)]
    [InlineData("accent-strong", "surface", 4.5)]
    [InlineData("accent-strong", "sunken", 4.5)]
    [InlineData("on-accent", "accent", 4.5)]
    [InlineData("on-accent", "accent-strong", 4.5)]
    [InlineData("bad", "bad-ground", 4.5)]
    [InlineData("bad", "ground", 4.5)]
    [InlineData("focus", "ground", 3)]
    [InlineData("focus", "surface", 3)]
    public void Colours_stand_out_in_light_and_dark(string front, string back, double atLeast)
    {
        var css = File.ReadAllText(Sources.Web("wwwroot/css/base.css"));
        var dark = css.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        foreach (var (scheme, rules) in new[] { ("light", css[..dark]), ("dark", css[dark..]) })
        {
            var contrast = Contrast(Colour(rules, front), Colour(rules, back));
            Assert.True(contrast >= atLeast, $"{front} on {back} in {scheme}: {contrast:0.00}");
        }
    }

    private static double Contrast(double one, double other) =>
        (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private static double Colour(string rules, string name)
    {
        var rule = ColourRule().Matches(rules)
            .First(rule => rule.Groups["name"].Value.Equals(name, StringComparison.Ordinal));
        var hex = rule.Groups["hex"].Value;
        double[] weights = [0.2126, 0.7152, 0.0722];
        return weights.Select((weight, i) => weight * Linear(
            int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)).Sum();
    }

    private static double Linear(double channel) =>
        channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4);

    [GeneratedRegex("--(?<name>[a-z-]+): #(?<hex>[0-9a-f]{6});", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ColourRule();
}
