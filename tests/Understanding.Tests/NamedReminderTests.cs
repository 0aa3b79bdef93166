namespace PawPal.Understanding.Tests;

/// <summary>Reminders are named by their titles, whatever words these are.</summary>
public sealed class NamedReminderTests
{
    private static readonly HouseholdContext Home =
        Expect.Home with { Reminders = ["Blue folder", "Descale the fountain"] };

    [Theory]
    [InlineData("tick off blue folder", "complete_reminder note=Blue folder")]
    [InlineData("skip the blue folder tonight", "skip note=Blue folder when=03-12T20:00part")]
    [InlineData("cancel descale the fountain", "cancel topic=water note=Descale the fountain")]
    [InlineData("move blue folder to nine", "reschedule note=Blue folder when=03-12T21:00")]
    public void A_title_names_its_reminder(string text, string expected) =>
        Assert.Equal(expected, Expect.Line(text, Home));

    [Fact]
    public void Without_it_the_words_mean_nothing() => Assert.Equal("out_of_scope",
        Expect.Line("tick off blue folder"));
}
