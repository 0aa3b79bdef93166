using System.Globalization;
using CsvHelper.Configuration;

namespace PawPal.Api.Text;

/// <summary>CSV (RFC 4180) in which no spreadsheet takes a word of ours for a formula.</summary>
internal static class SpreadsheetCsv
{
    public static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        NewLine = "\r\n",
    };
}
