namespace PawPal.Understanding.Tests;

public sealed class LexiconTests
{
    [Fact]
    public void Every_cue_has_a_section_with_words() =>
        Assert.All(Enum.GetValues<Cue>(), cue => Assert.NotEmpty(PawPal.Understanding.Lexicon.English.All(cue)));

    [Fact]
    public void A_line_gives_each_of_its_phrases_the_value() =>
        Assert.Equal(
            [new("Unit", "cup", "cup"), new("Unit", "cups", "cup")],
            LexiconFile.Read("# measures\n[Unit]\ncup, cups = cup\n"));
}
