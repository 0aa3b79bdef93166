using System.Globalization;

namespace PawPal.Api.Commands;

/// <summary>
/// Past moments as people say them: "just now", "today at 7:05 pm", "yesterday evening", "on Monday".
/// </summary>
internal static class SpokenTime
{
    private static readonly Sentences Phrases = new("PawPal.Api.Commands.Phrases");
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(2);

    public static string Of(
        DateTimeOffset moment, DateTimeOffset now, TimeZoneInfo zone, TimePrecision precision = TimePrecision.Exact)
    {
        if (precision == TimePrecision.Exact && (now - moment).Duration() < JustNow)
            return Phrases["JustNow"];
        var wall = zone.ToWallTime(moment);
        var today = zone.ToWallTime(now).Date;
        return precision switch
        {
            TimePrecision.Day => Day(wall.Date, today),
            TimePrecision.PartOfDay => Part(wall, today),
            TimePrecision.Approximate => Phrases["DayAboutTime", Day(wall.Date, today), Clock(wall)],
            TimePrecision.Exact => Phrases["DayAtTime", Day(wall.Date, today), Clock(wall)],
            _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, message: null),
        };
    }

    /// <summary>"today", "yesterday", "on Monday" (within a week), "on 3 March", "on 3 March 2025".</summary>
    private static string Day(DateTime day, DateTime today) => DaysBefore(day, today) switch
    {
        0 => Phrases["Today"],
        1 => Phrases["Yesterday"],
        > 1 and < 7 => Phrases["OnDay", Weekday(day)],
        _ => Phrases["OnDay", OnDate(day, today)],
    };

    private static string Part(DateTime wall, DateTime today)
    {
        var name = PartName(wall.Hour);
        var part = Phrases[name];
        var onDayPart = Phrases.Find($"OnDayPart.{name}") ?? Phrases["OnDayPart"];
        return DaysBefore(wall.Date, today) switch
        {
            0 => wall.Hour >= 20 ? Phrases["Tonight"] : Phrases["ThisPart", part],
            1 => wall.Hour >= 20 ? Phrases["LastNight"] : Phrases["YesterdayPart", part],
            > 1 and < 7 => string.Format(Sentences.Culture, onDayPart, Weekday(wall), part),
            _ => string.Format(Sentences.Culture, onDayPart, OnDate(wall, today), part),
        };
    }

    // The placeholders of Understanding: morning 8, lunchtime 12, afternoon 15, evening 18, tonight and last night 20.
    private static string PartName(int hour) => hour switch
    {
        < 11 => "Morning",
        < 14 => "Lunchtime",
        < 17 => "Afternoon",
        _ => "Evening",
    };

    private static int DaysBefore(DateTime day, DateTime today) => (today - day.Date).Days;

    private static string Weekday(DateTime day) => day.ToString("dddd", Sentences.Culture);

    private static string OnDate(DateTime day, DateTime today) =>
        day.ToString(day.Year == today.Year ? Phrases["DateFormat"] : Phrases["DateAndYearFormat"], Sentences.Culture);

    /// <summary>"7:05 pm", "7 pm".</summary>
    private static string Clock(DateTime wall)
    {
        var hour = wall.Hour % 12 == 0 ? 12 : wall.Hour % 12;
        var time = wall.Minute == 0
            ? hour.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{hour}:{wall.Minute:00}");
        return Phrases[wall.Hour < 12 ? "Clock.Am" : "Clock.Pm", time];
    }
}
