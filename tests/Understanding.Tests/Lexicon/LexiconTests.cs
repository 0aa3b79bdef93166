namespace PawPal.Understanding.Tests;

public sealed class LexiconTests
{
    [Fact]
    public void Every_cue_has_words_in_some_language() => Assert.All(
        // Titles of reminders are the household's own words.
        Enum.GetValues<Cue>().Where(cue => cue is not Cue.ReminderTitle),
        cue => Assert.Contains(Interpreter.Languages, code => Language.Of(code).Lexicon.All(cue).Any()));

    [Fact]
    public void A_language_that_nobody_wrote_is_read_as_English() => Assert.Equal(
        "log_feeding pets=Max", Expect.Line("fed max", Expect.Home with { Language = "xx" }));

    [Fact]
    public void A_line_gives_each_of_its_phrases_the_value() =>
        Assert.Equal(
            [new("Unit", "cup", "cup"), new("Unit", "cups", "cup")],
            LexiconFile.Read("# measures\n[Unit]\ncup, cups = cup\n"));
}
