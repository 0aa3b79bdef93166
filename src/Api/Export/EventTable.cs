using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Contracts.Care;

namespace PawPal.Api.Export;

/// <summary>One row of a table of events.</summary>
/// <param name="Number">Of the row in the file, from 1; the header is 0.</param>
internal sealed record EventRow(int Number, string Pet, DateTimeOffset At, LogCareRequest Details)
{
    /// <summary>Follows from what the row says, so that the same row is imported once.</summary>
    public Guid IdFor(Guid household, Guid pet)
    {
        var said = string.Create(
            CultureInfo.InvariantCulture, $"{household:N} {pet:N} {At.UtcTicks} {Details with { PetIds = [] }}");
        return StableId.Of(Encoding.UTF8.GetBytes(said));
    }
}

/// <summary>
/// Reads events from CSV: our own columns (pet, kind, time, amount, unit, food, medication, dose, minutes, weight,
/// what,
/// note), or those of Baby Buddy's exports of feedings, changes, weights, medicines, tummy times and notes.
/// </summary>
internal sealed class EventTable(TimeZoneInfo zone)
{
    private const int Most = 20_000;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd",
        "MM/dd/yyyy HH:mm", "MM/dd/yyyy hh:mm tt",
    ];

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    public List<EventRow> Rows { get; } = [];

    public List<ProblemError> Errors { get; } = [];

    public async Task ReadAsync(Stream file, CancellationToken ct)
    {
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = bad => Fault(bad.Context.Parser?.Row - 1 ?? 0, "", "format",
                "The quotes of this row do not match."),
            MaxFieldSize = 10_000,
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
        });
        try
        {
            if (!await csv.ReadAsync() || !csv.ReadHeader())
                return;
            foreach (var (number, name) in (csv.HeaderRecord ?? []).Index())
                _columns.TryAdd(name.Trim().ToLowerInvariant().Replace(' ', '_'), number);
            for (var number = 1; await csv.ReadAsync() && Errors.Count < 50; number++)
            {
                ct.ThrowIfCancellationRequested();
                if (number > Most)
                    Fault(number, "", "length", "A file has at most 20,000 rows.");
                else
                    Read(number, csv);
            }
        }
        catch (Exception failure) when (failure is CsvHelperException or DecoderFallbackException)
        {
            Fault(0, "", "format", "This is no CSV file in UTF-8.");
        }
    }

    private void Read(int number, CsvReader csv)
    {
        var before = Errors.Count;
        var pet = One("pet") ?? One("child_first_name") ?? One("child") ?? One("name");
        if (pet is null)
            Fault(number, "pet", "required", "Which pet? Use a column pet, or child_first_name.");
        var said = One("time") ?? One("start") ?? One("date") ?? One("occurred_at");
        var at = said is null ? null : MomentOf(said);
        if (at is null)
            Fault(number, "time", "format", "Give the time as 2026-03-29 08:00.");
        var kind = One("kind") ?? KindByColumns();
        if (kind is null)
            Fault(number, "kind", "required", "Use a column kind, or those of Baby Buddy.");
        var amount = Decimal(number, csv, "amount");
        var weight = Decimal(number, csv, "weight");
        var minutes = Decimal(number, csv, "minutes") ?? Between(at, One("end")) ?? Duration(One("duration"));
        if (Errors.Count > before)
            return;
        var note = One("note") ?? One("notes");
        Rows.Add(new EventRow(number, pet!, at!.Value, Details(kind!, amount, weight, minutes, note)));
        return;

        string? One(string column) => Field(csv, column);

        LogCareRequest Details(string of, decimal? much, decimal? kg, decimal? time, string? noted) => new(
            [], of,
            Amount: of is CareKind.Feeding or CareKind.Water ? much : null,
            Unit: of is CareKind.Feeding or CareKind.Water && much is not null ? One("unit") ?? (HasBabyBuddy ? "ml"
                : null) : null,
            Food: of is CareKind.Feeding ? One("food") ?? One("type") : null,
            Medication: of is CareKind.Medication ? One("medication") ?? One("name") ?? One("medicine") : null,
            Dose: of is CareKind.Medication ? One("dose") ?? Dose(much, One("amount_unit") ?? One("unit")) : null,
            DurationMinutes: of is CareKind.Walk or CareKind.Play or CareKind.Training or CareKind.Grooming ? time
                : null,
            Weight: of is CareKind.Weight ? kg : null,
            What: of switch
            {
                CareKind.Potty => One("what") ?? Potty(),
                CareKind.Grooming or CareKind.Symptom or CareKind.Play or CareKind.Training => One("what"),
                _ => null,
            },
            Note: noted);

        string Potty() => (IsTrue(One("wet")), IsTrue(One("solid"))) switch
        {
            (true, true) => "pee and poo",
            (false, true) => "poo",
            _ => "pee",
        };
    }

    private bool HasBabyBuddy => _columns.ContainsKey("child") || _columns.ContainsKey("child_first_name");

    private string? KindByColumns() => _columns switch
    {
        var c when c.ContainsKey("wet") || c.ContainsKey("solid") => CareKind.Potty,
        var c when c.ContainsKey("weight") => CareKind.Weight,
        var c when c.ContainsKey("medication") || c.ContainsKey("dosage") => CareKind.Medication,
        var c when c.ContainsKey("method") => CareKind.Feeding,
        var c when c.ContainsKey("milestone") => CareKind.Play,
        var c when c.ContainsKey("note") || c.ContainsKey("notes") => CareKind.Note,
        _ => null,
    };

    private string? Field(CsvReader csv, string column)
    {
        if (!_columns.TryGetValue(column, out var place) || !csv.TryGetField<string>(place, out var value)
            || string.IsNullOrWhiteSpace(value))
            return null;
        // Our own export puts an apostrophe before what a spreadsheet could take for a formula.
        return value is ['\'', '=' or '+' or '-' or '@', ..] ? value[1..].Trim() : value.Trim();
    }

    private decimal? Decimal(int number, CsvReader csv, string column)
    {
        if (Field(csv, column) is not { } said)
            return null;
        if (decimal.TryParse(said, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return value;
        Fault(number, column, "format", "Give a number, such as 12.5.");
        return null;
    }

    private DateTimeOffset? MomentOf(string said)
    {
        if (DateTime.TryParseExact(said, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
            return zone.ToMoment(wall);
        return DateTimeOffset.TryParse(
            said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && (said.EndsWith('Z') || said.LastIndexOfAny(['+', '-']) > 10)
            ? moment.ToUniversalTime()
            : null;
    }

    private decimal? Between(DateTimeOffset? start, string? end) =>
        start is { } from && end is not null && MomentOf(end) is { } to && to > from
            ? decimal.Round((decimal)(to - from).TotalMinutes, 1)
            : null;

    private static decimal? Duration(string? said) =>
        TimeSpan.TryParse(said, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero
            ? decimal.Round((decimal)time.TotalMinutes, 1)
            : null;

    private static string? Dose(decimal? amount, string? unit) => amount is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{amount.Value:0.###} {unit ?? "dose"}");

    private static bool IsTrue(string? said) => said is not null
        && (said is "1" || said.Equals("true", StringComparison.OrdinalIgnoreCase)
            || said.Equals("yes", StringComparison.OrdinalIgnoreCase));

    private void Fault(int number, string column, string code, string detail) =>
        Errors.Add(new ProblemError($"/rows/{number}{(column.Length > 0 ? "/" + column : "")}", code, detail));
}
