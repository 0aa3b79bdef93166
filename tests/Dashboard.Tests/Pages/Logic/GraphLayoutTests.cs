using PawPal.Dashboard.Pages.Resources;

namespace PawPal.Dashboard.Tests.Pages.Logic;

public sealed class GraphLayoutTests
{
    [Fact]
    public void Who_needs_others_stands_left_of_them()
    {
        var layers = GraphLayout.Layers(
            ["db", "api", "web", "cache"], [("web", "api"), ("api", "db"), ("api", "cache"), ("web", "db")]);
        Assert.Equal(["web"], layers[0]);
        Assert.Equal(["api", GraphLayout.PassingName("web", "db", 1)], layers[1].Order(StringComparer.Ordinal));
        Assert.Equal(["cache", "db"], layers[2].Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_circle_is_laid_out_all_the_same()
    {
        var layers = GraphLayout.Layers(["a", "b", "c"], [("a", "b"), ("b", "a"), ("b", "c"), ("c", "c")]);
        Assert.Equal(["a", "b", "c"], layers.SelectMany(layer => layer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_laid_out_as_nothing() => Assert.Empty(GraphLayout.Layers([], []));

    [Fact]
    public void Edges_do_not_cross_where_they_need_not()
    {
        var layers = GraphLayout.Layers(["a1", "a2", "b2", "b1"], [("a1", "b1"), ("a2", "b2")]);
        var (left, right) = (layers[0].ToList(), layers[1].ToList());
        Assert.Equal(left.IndexOf("a1") < left.IndexOf("a2"), right.IndexOf("b1") < right.IndexOf("b2"));
    }
}
