using PawPal.Dashboard.Pages.Console;

namespace PawPal.Dashboard.Tests.Pages.Logic;

public sealed class AnsiTextTests
{
    [Theory]
    [InlineData("plain", "plain", null)]
    [InlineData("\u001b[31mred\u001b[0m", "red", "ansi-1")]
    [InlineData("\u001b[1;92mloud\u001b[0m", "loud", "ansi-10 ansi-bold")]
    [InlineData("\u001b[38;5;4mblue", "blue", "ansi-4")]
    [InlineData("\u001b[38;2;1;2;3mtrue colour", "true colour", null)]
    [InlineData("\u001b[48;5;4mground only", "ground only", null)]
    [InlineData("\u001b[2K\u001b[1Gmoved", "moved", null)]
    [InlineData("\u001b]8;;http://x\u0007link\u001b]8;;\u0007", "link", null)]
    [InlineData("\u001b[", "[", null)]
    [InlineData("bell\u0007 and \b back", "bell and  back", null)]
    public void Colours_become_classes_and_everything_else_goes(string line, string plain, string? classes)
    {
        var text = AnsiText.Parse(line);
        Assert.Equal(plain, text.Plain);
        Assert.Equal(classes, text.Runs[0].Classes);
        Assert.Equal(plain, string.Concat(text.Runs.Select(run => run.Text)));
    }

    [Fact]
    public void A_hit_is_marked_over_the_edge_of_two_colours()
    {
        var runs = AnsiText.Parse("a \u001b[31mnee\u001b[32mdle\u001b[0m b").Marked("NEEDLE").ToList();
        Assert.Equal([("a ", false), ("nee", true), ("dle", true), (" b", false)],
            runs.Select(run => (run.Text, run.IsMark)));
        Assert.Equal([null, "ansi-1", "ansi-2", null], runs.Select(run => run.Classes));
    }

    [Fact]
    public void Several_hits_in_one_run_are_each_marked()
    {
        var runs = AnsiText.Parse("cat, dog, cat").Marked("cat").ToList();
        Assert.Equal(["cat", ", dog, ", "cat"], runs.Select(run => run.Text));
        Assert.Equal([true, false, true], runs.Select(run => run.IsMark));
    }
}
