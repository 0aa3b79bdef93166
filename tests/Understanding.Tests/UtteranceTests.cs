namespace PawPal.Understanding.Tests;

/// <summary>Tables of utterances and what they mean: <c>text | frames</c>, one file for each family.</summary>
public sealed class UtteranceTests
{
    public static TheoryData<string, string> Understood => Table(
        "feeding", "walks", "medication", "weight", "queries", "undo-help", "several", "reminders", "bookings",
            "changes",
        "signs", "notes", "questions", "food-safety", "pets", "talk", "ranges",
            "everyday");

    public static TheoryData<string> Refused => [.. Lines("out-of-scope")];

    [Theory]
    [MemberData(nameof(Understood))]
    public void Means_what_the_table_says(string text, string expected) => Assert.Equal(expected, Expect.Line(text));

    public static TheoryData<string, string> German => Table("german");

    [Theory]
    [MemberData(nameof(German))]
    public void Means_the_same_in_a_second_language(string text, string expected) =>
        Assert.Equal(expected, Expect.Line(text, Expect.Home with { Language = "de" }));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Writes_nothing(string text) => Assert.Equal("out_of_scope", Expect.Line(text));

    /// <summary>Written after the rules and not used to change them; docs/understanding.md reports the first
    /// result.</summary>
    [Theory]
    [InlineData("unseen", 5)]
    [InlineData("unseen-second", 17)]
    [InlineData("unseen-third", 3)]
    public void Unseen_part_is_understood_no_worse_than_at_first_sight(string family, int wrongAtFirst)
    {
        var wrong = Lines(family).Select(l => l.Split('|', StringSplitOptions.TrimEntries))
            .Where(l => !string.Equals(Expect.Line(l[0]), l[1], StringComparison.Ordinal)).ToArray();
        Assert.True(wrong.Length <= wrongAtFirst, string.Join('\n', wrong.Select(w =>
            $"{w[0]} => {Expect.Line(w[0])}")));
    }

    private static TheoryData<string, string> Table(params string[] families)
    {
        var table = new TheoryData<string, string>();
        foreach (var line in families.SelectMany(Lines))
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            table.Add(parts[0], parts[1]);
        }

        return table;
    }

    private static IEnumerable<string> Lines(string family) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Utterances", family + ".txt")).Where(l => l.Length > 0);
}
