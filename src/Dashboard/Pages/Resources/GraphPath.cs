using System.Globalization;
using System.Text;

namespace PawPal.Dashboard.Pages.Resources;

/// <summary>The upper left corner of something in the graph, and the layer it stands in.</summary>
internal sealed record GraphPlace(int X, int Y, int Layer);

/// <summary>The way of an edge, in SVG's words.</summary>
internal static class GraphPath
{
    private const int Bend = 29;
    private const int Width = GraphDrawing.NodeWidth;
    private const int Middle = GraphDrawing.NodeHeight / 2;

    // Half the height that an edge passing through a layer is given.
    private const int Passing = 7;

    public static string Of(string from, string to, IReadOnlyDictionary<string, GraphPlace> places)
    {
        var (start, end) = (places[from], places[to]);
        return end.Layer > start.Layer ? Forward(from, to, places) : Back(start, end);
    }

    private static string Forward(string from, string to, IReadOnlyDictionary<string, GraphPlace> places)
    {
        var (start, end) = (places[from], places[to]);
        var path = new StringBuilder();
        var (x, y) = (start.X + Width, start.Y + Middle);
        path.Append(CultureInfo.InvariantCulture, $"M{x} {y}");
        for (var layer = start.Layer + 1; layer < end.Layer; layer++)
        {
            var place = places[GraphLayout.PassingName(from, to, layer)];
            var level = place.Y + Passing;
            path.Append(CultureInfo.InvariantCulture, $"C{x + Bend} {y} {place.X - Bend} {level} {place.X} {level}H{place.X + Width}");
            (x, y) = (place.X + Width, level);
        }
        path.Append(CultureInfo.InvariantCulture, $"C{x + Bend} {y} {end.X - Bend} {end.Y + Middle} {end.X} {end.Y + Middle}");
        return path.ToString();
    }

    // Two of one layer are joined around the left, and what closes a cycle goes back from left side to right side.
    private static string Back(GraphPlace start, GraphPlace end)
    {
        var x = end.Layer == start.Layer ? end.X : end.X + Width;
        var bend = end.Layer == start.Layer ? -Bend : Bend;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{start.X} {start.Y + Middle}C{start.X - Bend} {start.Y + Middle} {x + bend} {end.Y + Middle} {x} {end.Y + Middle}");
    }
}
