using PawPal.Dashboard.Pages.Console;
using PawPal.Dashboard.Resources;

namespace PawPal.Dashboard.Tests.Pages.Logic;

public sealed class ConsoleViewTests
{
    [Fact]
    public void Lines_of_several_consoles_are_ordered_by_the_times_they_say()
    {
        var view = new ConsoleView();
        view.Take([
            ("a", Log("2026-11-23T10:00:01Z one", "2026-11-23T10:00:03Z three")),
            ("b", Log("2026-11-23T10:00:02Z two")),
        ]);
        Assert.Equal(["one", "two", "three"], view.Part(0, 10).Select(line => line.Text));
    }

    [Fact]
    public void A_reading_takes_only_what_is_new()
    {
        var view = new ConsoleView();
        view.Take([("a", Log("1", "2"))]);
        view.Take([("a", Log("1", "2", "3"))]);
        Assert.Equal(["1", "2", "3"], view.Part(0, 10).Select(line => line.Text));
        // Started anew, it counts from the beginning.
        view.Take([("a", Log("again"))]);
        Assert.Equal("again", view.Part(3, 1)[0].Text);
    }

    [Fact]
    public void No_more_than_twenty_thousand_lines_are_kept_and_the_others_are_counted()
    {
        var view = new ConsoleView { Sought = "line 1" };
        view.Take([("a", Log([.. Enumerable.Range(0, 20_500).Select(i => $"line {i}")]))]);
        Assert.Equal(20_000, view.Count);
        Assert.Equal(500, view.Dropped);
        Assert.Null(view.Find(499));
        Assert.Equal("line 500", view.Find(500)!.Text);
        Assert.Equal("line 1000", view.Find(view.NextHit(null, 1)!.Value)!.Text);
    }

    [Fact]
    public void Hits_are_walked_round_the_ends()
    {
        var view = new ConsoleView();
        view.Take([("a", Log("cat", "dog", "Cat"))]);
        view.Sought = "cat";
        Assert.Equal(2, view.HitCount);
        Assert.Equal(0, view.NextHit(null, 1));
        Assert.Equal(2, view.NextHit(0, 1));
        Assert.Equal(0, view.NextHit(2, 1));
        Assert.Equal(2, view.NextHit(0, -1));
        Assert.Equal(2, view.NextHit(1, 1));
        Assert.Equal(2, view.Rank(2));
        view.Clear();
        Assert.Null(view.NextHit(null, 1));
    }

    private static ConsoleLog Log(params string[] lines) =>
        new([.. lines.Select((text, i) => new ConsoleLine(i + 1, text, IsError: false))], 0, IsComplete: false);
}
