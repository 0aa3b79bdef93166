namespace PawPal.Understanding.Tests;

/// <summary>Dialogues as scripts: <c>text | frames</c>, each turn with what was understood of the one before.</summary>
public sealed class ConversationTests
{
    public static TheoryData<string> Dialogues => [.. File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Utterances", "conversations.txt"))
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)];

    [Theory]
    [MemberData(nameof(Dialogues))]
    public void Each_turn_leans_on_the_one_before(string dialogue)
    {
        Conversation? conversation = null;
        foreach (var turn in dialogue.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = turn.Split('|', StringSplitOptions.TrimEntries);
            var understood = Interpreter.Understand(parts[0], Expect.Home, conversation);
            Assert.Equal(parts[1], Expect.Line(understood) + (understood.Revises ? " revised" : ""));
            conversation = new(understood.Frames, understood.Question);
        }
    }

    [Fact]
    public void Without_a_turn_before_nothing_is_made_of_an_answer() =>
        Assert.Equal("out_of_scope", Expect.Line("max"));
}
