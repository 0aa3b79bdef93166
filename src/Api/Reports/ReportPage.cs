using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace PawPal.Api.Reports;

/// <summary>Writes text down A4 pages, breaking lines and pages.</summary>
internal sealed class ReportPage : IDisposable
{
    private const double Margin = 48;
    private const double Bottom = 56;

    private static readonly XFont Small = new(ReportFonts.Family, 8);
    private static readonly XFont Plain = new(ReportFonts.Family, 10);
    private static readonly XFont Bold = new(ReportFonts.Family, 12, XFontStyleEx.Bold);
    private static readonly XFont Large = new(ReportFonts.Family, 18, XFontStyleEx.Bold);

    private readonly PdfDocument _document = new();
    private readonly string _footer;
    private XGraphics _graphics = null!;
    private PdfPage _page = null!;
    private double _y;

    public ReportPage(string title, string footer, DateTimeOffset now)
    {
        _document.Info.Title = title;
        _document.Info.Creator = "PawPal";
        _document.Info.CreationDate = now.UtcDateTime;
        _footer = footer;
        Turn();
        Write(title, Large);
        _y += 4;
    }

    public void Heading(string text)
    {
        _y += 10;
        if (_y > _page.Height.Point - Bottom - 40)
            Turn();
        Write(text, Bold);
        _graphics.DrawLine(XPens.Gray, Margin, _y, _page.Width.Point - Margin, _y);
        _y += 4;
    }

    public void Line(string text) => Write(text, Plain);

    /// <summary>A curve with its least and greatest value; none for fewer than two points.</summary>
    public void Chart(IReadOnlyList<(DateTimeOffset At, decimal Value)> points, Func<decimal, string> say)
    {
        const double height = 120;
        if (points.Count < 2)
            return;
        if (_y + height > _page.Height.Point - Bottom)
            Turn();
        var (left, right, top) = (Margin + 60, _page.Width.Point - Margin, _y + 8);
        var bottom = top + height - 28;
        var (least, most) = (points.Min(point => point.Value), points.Max(point => point.Value));
        var span = most == least ? 1 : most - least;
        var (first, last) = (points[0].At, points[^1].At);
        var time = Math.Max(1, (last - first).TotalSeconds);
        var curve = points.Select(point => new XPoint(
            left + ((right - left) * (point.At - first).TotalSeconds / time),
            bottom - ((bottom - top) * (double)((point.Value - least) / span)))).ToArray();
        _graphics.DrawLine(XPens.LightGray, left, bottom, right, bottom);
        _graphics.DrawLine(XPens.LightGray, left, top, right, top);
        _graphics.DrawLines(new XPen(XColors.DarkSlateBlue, 1.5), curve);
        foreach (var point in curve)
            _graphics.DrawEllipse(XBrushes.DarkSlateBlue, point.X - 2, point.Y - 2, 4, 4);
        _graphics.DrawString(say(most), Small, XBrushes.Black, Margin, top + 3);
        if (most != least)
            _graphics.DrawString(say(least), Small, XBrushes.Black, Margin, bottom + 3);
        _y = bottom + 20;
    }

    public byte[] ToArray()
    {
        EndPage();
        using var content = new MemoryStream();
        _document.Save(content, closeStream: false);
        return content.ToArray();
    }

    public void Dispose()
    {
        _graphics.Dispose();
        _document.Dispose();
    }

    private void Write(string text, XFont font)
    {
        var height = font.GetHeight() * 1.15;
        var width = _page.Width.Point - (2 * Margin);
        foreach (var line in text.Split('\n').SelectMany(part => Wrap(part, font, width)))
        {
            if (_y + height > _page.Height.Point - Bottom)
                Turn();
            _graphics.DrawString(line, font, XBrushes.Black, new XRect(Margin, _y, width, height),
                XStringFormats.TopLeft);
            _y += height;
        }
    }

    private IEnumerable<string> Wrap(string text, XFont font, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ').SelectMany(word => Pieces(word, font, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && _graphics.MeasureString(longer, font).Width > width)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        yield return line;
    }

    // A word that is wider than the page is cut where it must be.
    private IEnumerable<string> Pieces(string word, XFont font, double width)
    {
        while (word.Length > 1 && _graphics.MeasureString(word, font).Width > width)
        {
            var length = word.Length;
            while (length > 1 && _graphics.MeasureString(word[..length], font).Width > width)
                length -= Math.Max(1, length / 10);
            if (char.IsHighSurrogate(word[length - 1]) && length > 1)
                length--;
            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }

    private void Turn()
    {
        if (_page is not null)
            EndPage();
        _page = _document.AddPage();
        _page.Size = PdfSharp.PageSize.A4;
        _graphics = XGraphics.FromPdfPage(_page);
        _y = Margin;
    }

    private void EndPage()
    {
        _graphics.DrawString(
            $"{_footer} · {_document.PageCount}", Small, XBrushes.Gray, Margin, _page.Height.Point - 30);
        _graphics.Dispose();
    }
}
