using CsCheck;
using PawPal.Api.Text;

namespace PawPal.Api.Tests.Text;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("  a \u00A0 b ", "a b")]
    public void Texts_that_look_alike_become_alike(string given, string cleaned) =>
        Assert.Equal(cleaned, PlainText.Clean(given));

    [Fact]
    public void Cleaning_a_clean_text_changes_nothing() => Gen.String.Sample(text =>
    {
        var once = PlainText.Clean(text);
        Assert.Equal(once, PlainText.Clean(once));
    });

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u200D")]
    [InlineData("\u202A")]
    [InlineData("\u2066")]
    [InlineData("\uFEFF")]
    [InlineData("\u00AD")]
    [InlineData("\u2028")]
    [InlineData("\u0000")]
    [InlineData("\uE000")]
    public void What_shows_nothing_or_turns_the_text_is_seen(string sign) =>
        Assert.False(PlainText.IsVisible($"Bel{sign}la"));

    [Fact]
    public void Half_a_character_is_seen_and_cleaning_survives_it()
    {
        const string Half = "Bel\ud83dla";
        Assert.False(PlainText.IsVisible(Half));
        Assert.Equal(Half, PlainText.Clean(Half));
    }
}
