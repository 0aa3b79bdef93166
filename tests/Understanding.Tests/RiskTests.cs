namespace PawPal.Understanding.Tests;

/// <summary>What waits for a yes, and what a yes is.</summary>
public sealed class RiskTests
{
    private static readonly HouseholdContext AfterInsulin = Expect.Home with
    {
        Doses = [new("Luna", "insulin", Expect.Home.Now.AddHours(2))],
    };

    [Theory]
    [InlineData("cancel all of pip's reminders")]
    [InlineData("Cancel everything for Max next week.")]
    [InlineData("delete all appointments for the cats")]
    public void Many_plans_are_cancelled_only_after_a_yes(string text)
    {
        var understood = Interpreter.Understand(text, Expect.Home);
        Assert.True(understood.Frames[0].All);
        Assert.Equal(Risk.Explicit, understood.Frames[0].Risk);
        Assert.Equal(QuestionKind.Confirmation, understood.Question?.Kind);
    }

    [Theory]
    [InlineData("gave luna her insulin", Risk.Explicit)]
    [InlineData("gave luna two units of insulin just now", Risk.Explicit)]
    [InlineData("gave max his insulin", Risk.Undoable)]
    [InlineData("gave luna her apoquel", Risk.Undoable)]
    [InlineData("has luna had her insulin", Risk.None)]
    public void A_second_dose_too_soon_waits_for_a_yes(string text, Risk risk)
    {
        var understood = Interpreter.Understand(text, AfterInsulin);
        Assert.Equal(risk, understood.Frames[0].Risk);
        Assert.Equal(risk is Risk.Explicit, understood.Question is not null);
    }

    [Theory]
    [InlineData("cancel max's walk", Risk.Undoable)]
    [InlineData("fed max", Risk.Undoable)]
    [InlineData("who fed max", Risk.None)]
    [InlineData("play some jazz", Risk.None)]
    public void Everything_else_is_done_at_once(string text, Risk risk)
    {
        var understood = Interpreter.Understand(text, Expect.Home);
        Assert.Equal(risk, understood.Frames[0].Risk);
        Assert.Null(understood.Question);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("Yes, please.", true)]
    [InlineData("go ahead", true)]
    [InlineData("no", false)]
    [InlineData("Don't!", false)]
    [InlineData("never mind", false)]
    public void A_plain_answer_is_consent_or_none(string answer, bool isYes)
    {
        var asked = Interpreter.Understand("cancel all of pip's reminders", Expect.Home);
        var answered = Interpreter.Understand(answer, Expect.Home, new(asked.Frames, asked.Question));
        Assert.Equal(isYes, answered.Consent);
        Assert.Equal(asked.Frames, answered.Frames);
    }

    [Theory]
    [InlineData("yes but only the walk")]
    [InlineData("fed max")]
    public void An_answer_that_says_more_is_read_for_what_it_says(string answer)
    {
        var asked = Interpreter.Understand("cancel all of pip's reminders", Expect.Home);
        Assert.Null(Interpreter.Understand(answer, Expect.Home, new(asked.Frames, asked.Question)).Consent);
    }

    [Fact]
    public void A_yes_to_nothing_is_nothing() => Assert.Null(Interpreter.Understand("yes", Expect.Home).Consent);
}
