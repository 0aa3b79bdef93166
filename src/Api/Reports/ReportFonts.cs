using PdfSharp.Fonts;

namespace PawPal.Api.Reports;

/// <summary>DejaVu Sans Condensed: the same page on every machine, with or without fonts of its own.</summary>
internal sealed class ReportFonts : IFontResolver
{
    public const string Family = "DejaVu Sans Condensed";

    private static readonly Lock Setting = new();

    /// <summary>PDFsharp asks one resolver for the whole process.</summary>
    public static void Use()
    {
        lock (Setting)
            GlobalFontSettings.FontResolver ??= new ReportFonts();
    }

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        new(isBold ? "DejaVuSansCondensed-Bold.ttf" : "DejaVuSansCondensed.ttf", mustSimulateBold: false, isItalic);

    public byte[] GetFont(string faceName)
    {
        using var font = typeof(ReportFonts).Assembly.GetManifestResourceStream(faceName)
            ?? throw new InvalidOperationException($"The font {faceName} is missing.");
        using var content = new MemoryStream();
        font.CopyTo(content);
        return content.ToArray();
    }
}
