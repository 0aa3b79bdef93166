using System.Globalization;
using System.Text.RegularExpressions;

namespace PawPal.Api.Medications;

/// <summary>
/// Reads a prescription's shorthand and plain words. What it does not know it refuses: a dose is never guessed.
/// </summary>
/// <remarks>Abbreviations: BSAVA Small Animal Formulary; "OD" is an eye to a vet and a day to a doctor, so it is
/// asked about.</remarks>
internal static partial class DirectionsReader
{
    private const string Number =
        @"\d+(?:\.\d+)?(?:\s?/\s?\d+)?|half|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen";

    private const string PerDay = @"(?:per|a|in a|in)\s(?:day|24\s?h(?:ours?)?)\b";

    private const string Units =
        "tablet|tab|capsule|cap|pill|ml|cc|mg|mcg|g|drop|gtt|unit|iu|puff|chew|pipette|sachet|spray|teaspoon|scoop";

    private static readonly Dictionary<string, decimal> Numbers = new(StringComparer.Ordinal)
    {
        ["half"] = 0.5m,
        ["a"] = 1,
        ["an"] = 1,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["fourteen"] = 14,
    };

    private static readonly Dictionary<string, string> UnitNames = new(StringComparer.Ordinal)
    {
        ["tab"] = "tablet",
        ["pill"] = "tablet",
        ["cap"] = "capsule",
        ["cc"] = "ml",
        ["gtt"] = "drop",
        ["iu"] = "unit",
    };

    // In this order: the longer first, so that a part is not taken out of the whole.
    private static readonly (Regex Form, Func<Match, Reading, DirectionsFault?> Read)[] Forms =
    [
        (Pattern(@"\bod\b"), (_, _) => new DirectionsFault("ambiguous", "Ambiguous", "OD")),
        (Pattern($@"\b(?:max(?:imum)?|at most|no more than|not more than|up to)\s?({Number})\s?(?:x|times?|doses?)?\s?{PerDay}"),
            (m, r) => r.Limit(Count(m))),
        (Pattern($@"\b(?:at most|not more often than|no more than)\s(?:once\s)?every\s({Number})\s?h(?:ou)?rs?\b"),
            (m, r) => r.Least(Count(m))),
        (Pattern($@"\b(?:at least)\s({Number})\s?h(?:ou)?rs?\sapart\b"), (m, r) => r.Least(Count(m))),
        (Pattern($@"\b(?:for|x)\s?({Number})\s?(d|days?|w|wk|weeks?|months?)\b"),
            (m, r) => r.For(Count(m), m.Groups[2].Value)),
        (Pattern(@"\b(?:bid|bd|q12h)\b|\btwice (?:a|per|every|each) day\b|\btwice daily\b|\b(?:two|2) times (?:a|per) day\b"),
            (_, r) => r.Every("FREQ=HOURLY;INTERVAL=12", "Bid")),
        (Pattern(@"\b(?:tid|tds|q8h)\b|\b(?:three|3) times (?:a|per) day\b|\b(?:three|3) times daily\b"),
            (_, r) => r.Every("FREQ=HOURLY;INTERVAL=8", "Tid")),
        (Pattern(@"\b(?:qid|qds|q6h)\b|\b(?:four|4) times (?:a|per) day\b|\b(?:four|4) times daily\b"),
            (_, r) => r.Every("FREQ=HOURLY;INTERVAL=6", "Qid")),
        (Pattern(@"\b(?:eod|qod|q48h)\b|\bevery (?:other|second) day\b|\balternate days\b"),
            (_, r) => r.Every("FREQ=DAILY;INTERVAL=2", "Eod")),
        (Pattern(@"\bq\s?(\d{1,3})\s?h\b|\bevery (\d{1,3}|two|three|four|six|eight|ten|twelve)\s?h(?:ou)?rs?\b"),
            (m, r) => r.EveryHours(Count(m))),
        (Pattern(@"\bq\s?(\d{1,3})\s?d\b|\bevery (\d{1,3}|two|three|four|five|six|seven|ten|fourteen) days\b"),
            (m, r) => r.EveryMany("DAILY", Count(m), 366, "EveryDays")),
        (Pattern(@"\bonce a week\b|\bweekly\b|\bevery week\b|\bq\s?7\s?d\b"), (_, r) => r.Every("FREQ=WEEKLY",
            "Weekly")),
        (Pattern(@"\bevery (\d{1,2}|two|three|four|six|eight|twelve) weeks\b"),
            (m, r) => r.EveryMany("WEEKLY", Count(m), 53, "EveryWeeks")),
        (Pattern(@"\bonce a month\b|\bmonthly\b|\bevery month\b"), (_, r) => r.Every("FREQ=MONTHLY", "Monthly")),
        (Pattern(@"\bevery (\d{1,2}|two|three|four|six|twelve) months\b"),
            (m, r) => r.EveryMany("MONTHLY", Count(m), 24, "EveryMonths")),
        (Pattern(@"\b(?:sid|qd|q24h)\b|\bonce (?:a|per|every|each) day\b|\bonce daily\b|\b(?:every|each) day\b|\bdaily\b"),
            (_, r) => r.Every("FREQ=DAILY", "Sid")),
        (Pattern(@"\bprn\b|\b(?:as|when|if) needed\b|\bas required\b"), (_, r) => r.AsNeeded()),
        (Pattern(@"\bstat\b|\bat once\b|\bonce only\b|\bsingle dose\b|\bonce\b"), (_, r) => r.Every(rule: null,
            "Once")),
        (Pattern(@"\bom\b|\bin the morning\b|\b(?:every|each) morning\b|\bmornings?\b"), (_, r) => r.At(8, "Morning")),
        (Pattern(@"\bo\.n\.|\bnocte\b|\bat night\b|\b(?:every|each) (?:night|evening)\b|\bin the evening\b"),
            (_, r) => r.At(20, "Night")),
        (Pattern(@"\bac\b|\bbefore (?:meals?|food)\b|\bon an empty stomach\b"), (_, r) => r.Way("BeforeMeals")),
        (Pattern(@"\bpc\b|\bafter (?:meals?|food)\b"), (_, r) => r.Way("AfterMeals")),
        (Pattern(@"\bwith (?:meals?|food)\b"), (_, r) => r.Way("WithFood")),
        (Pattern(@"\bpo\b|\bby mouth\b|\borally\b"), (_, r) => r.Way("ByMouth")),
        (Pattern(@"\bsc\b|\bsq\b|\bunder the skin\b|\bsubcut(?:aneous(?:ly)?)?\b"), (_, r) => r.Way("UnderSkin")),
        (Pattern(@"\bos\b|\bin(?:to)? the left eye\b"), (_, r) => r.Way("LeftEye")),
        (Pattern(@"\bin(?:to)? the right eye\b"), (_, r) => r.Way("RightEye")),
        (Pattern(@"\bou\b|\bin(?:to)? both eyes\b"), (_, r) => r.Way("BothEyes")),
        (Pattern(@"\bas\b|\bin(?:to)? the left ear\b"), (_, r) => r.Way("LeftEar")),
        (Pattern(@"\bad\b|\bin(?:to)? the right ear\b"), (_, r) => r.Way("RightEar")),
        (Pattern(@"\bau\b|\bin(?:to)? both ears\b"), (_, r) => r.Way("BothEars")),
        (Pattern(@"\bon the skin\b|\btopical(?:ly)?\b"), (_, r) => r.Way("OnSkin")),
        (Pattern($@"(?<![\w.])({Number})\s?(?:(?:of\s)?an?\s)?({Units})s?\b"), (m, r) => r.Dose(m)),
    ];

    /// <summary>Null when the directions were read; otherwise what is wrong with them.</summary>
    public static DirectionsFault? TryRead(string text, out Directions directions)
    {
        directions = new Directions();
        var reading = new Reading();
        var rest = Dotted().Replace(text.ToLowerInvariant(), match =>
            match.Value is "o.n." ? match.Value : match.Value.Replace(".", "", StringComparison.Ordinal));
        foreach (var (form, read) in Forms)
        {
            DirectionsFault? fault = null;
            rest = form.Replace(rest, match =>
            {
                fault ??= read(match, reading);
                return " ; ";
            });
            if (fault is not null)
                return fault;
        }

        if (Filler().Replace(rest, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var unknown, ..])
            return new DirectionsFault("unknown-word", "UnknownWord", unknown);
        return reading.End(out directions);
    }

    private static int Count(Match match)
    {
        var said = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value;
        return Value(said) is { } value && value == decimal.Truncate(value) && value <= 1_000 ? (int)value : 0;
    }

    private static decimal? Value(string said)
    {
        if (Numbers.TryGetValue(said, out var named))
            return named;
        var parts = said.Split('/', StringSplitOptions.TrimEntries);
        if (!decimal.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var whole))
            return null;
        if (parts.Length == 1)
            return whole;
        return decimal.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var by) && by > 0
            ? decimal.Round(whole / by, 3)
            : null;
    }

    private static Regex Pattern(string form) => new(
        form, RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\b(?:[a-z]\.){2,4}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Dotted();

    [GeneratedRegex(
        @"\b(?:give|take|apply|put|and|then|of|the|per|dose|at)\b|[;,.()]",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Filler();

    /// <summary>What was read so far; a thing said twice in two ways is refused.</summary>
    private sealed class Reading
    {
        private const int LongestDays = 366;
        private static readonly DirectionsFault Range = new("range", "OutOfRange");
        private static readonly DirectionsFault Twice = new("ambiguous", "SaidTwice");

        private readonly List<string> _ways = [];
        private Directions _read = new();
        private bool _isOften;

        public DirectionsFault? Every(string? rule, string often, int number = 0)
        {
            if (_isOften)
                return _read.Rule == rule ? null : Twice;
            _isOften = true;
            _read = _read with { Rule = rule, Often = often, OftenNumber = number };
            return null;
        }

        public DirectionsFault? EveryHours(int hours) => hours is < 1 or > 96
            ? Range
            : Every(string.Create(CultureInfo.InvariantCulture, $"FREQ=HOURLY;INTERVAL={hours}"), "EveryHours", hours);

        public DirectionsFault? EveryMany(string frequency, int number, int most, string often) =>
            number < 1 || number > most
                ? Range
                : Every(string.Create(CultureInfo.InvariantCulture, $"FREQ={frequency};INTERVAL={number}"), often,
                    number);

        public DirectionsFault? AsNeeded()
        {
            _read = _read with { IsAsNeeded = true };
            return null;
        }

        public DirectionsFault? Limit(int times)
        {
            if (times is < 1 or > 96)
                return Range;
            _read = _read with { MostPerDay = times };
            return null;
        }

        public DirectionsFault? Least(int hours)
        {
            if (hours is < 1 or > 96)
                return Range;
            _read = _read with { LeastHours = hours };
            return null;
        }

        public DirectionsFault? For(int count, string unit)
        {
            var days = count * (unit[0] switch { 'w' => 7, 'm' => 30, _ => 1 });
            if (days is < 1 or > LongestDays)
                return Range;
            _read = _read with { Days = days };
            return null;
        }

        public DirectionsFault? At(int hour, string way)
        {
            _read = _read with { Hour = hour };
            return Way(way);
        }

        public DirectionsFault? Way(string way)
        {
            if (!_ways.Contains(way, StringComparer.Ordinal))
                _ways.Add(way);
            return null;
        }

        public DirectionsFault? Dose(Match match)
        {
            if (_read.Unit is not null)
                return Twice;
            if (Value(match.Groups[1].Value) is not { } amount || amount is <= 0 or > 10_000)
                return Range;
            var unit = match.Groups[2].Value;
            _read = _read with { Amount = amount, Unit = UnitNames.GetValueOrDefault(unit, unit) };
            return null;
        }

        public DirectionsFault? End(out Directions directions)
        {
            // "1 tablet in the morning" says once a day.
            if (!_isOften && !_read.IsAsNeeded && _read.Hour is not null)
                Every("FREQ=DAILY", "Sid");
            directions = _read = _read with { Ways = _ways };
            if (!_read.IsAsNeeded)
                return _isOften ? null : new DirectionsFault("how-often", "HowOften");
            // "q8h PRN": no schedule, but no sooner than that.
            if (_read.Rule is { } rule)
            {
                if (!rule.StartsWith("FREQ=HOURLY;INTERVAL=", StringComparison.Ordinal) && rule != "FREQ=DAILY")
                    return Twice;
                var hours = rule == "FREQ=DAILY" ? 24 : int.Parse(rule[21..], CultureInfo.InvariantCulture);
                _read = _read with
                {
                    Rule = null,
                    LeastHours = _read.LeastHours ?? hours,
                    MostPerDay = _read.MostPerDay ?? Math.Max(1, 24 / hours),
                };
            }

            directions = _read;
            return _read is { LeastHours: not null, MostPerDay: not null }
                ? null
                : new DirectionsFault("prn-limits", "PrnLimits");
        }
    }
}
