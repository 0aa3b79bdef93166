using System.Globalization;
using PawPal.Contracts.Care;

namespace PawPal.Web.Today;

/// <summary>Says moments as the household's wall clock shows them.</summary>
public sealed class HouseholdClock
{
    private static readonly string[] TwelveHourLanguages = ["en-US", "en-CA", "en-AU", "en-NZ", "en-IN"];

    private readonly TimeZoneInfo _zone;
    private readonly string _timeFormat;

    public HouseholdClock(DateOnly today, TimeZoneInfo zone, DateTimeOffset now, bool twelveHours)
    {
        Today = today;
        Now = now;
        _zone = zone;
        _timeFormat = twelveHours ? "h:mm tt" : "HH:mm";
    }

    public DateOnly Today { get; }

    public DateTimeOffset Now { get; }

    public static HouseholdClock For(CareTodayResponse today, TimeProvider clock, HttpRequest request)
    {
        // A zone this machine's tables do not know yet must not take the page down.
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(today.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var language = request.Headers.AcceptLanguage.ToString().Split(',', ';')[0].Trim();
        var twelveHours = TwelveHourLanguages.Contains(language, StringComparer.OrdinalIgnoreCase);
        return new HouseholdClock(today.Date, zone, clock.GetUtcNow(), twelveHours);
    }

    /// <summary>"07:05", or "7:05 am" where people write it so.</summary>
    public string Time(DateTimeOffset moment) =>
        Local(moment).ToString(_timeFormat, CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>"today 07:05", "yesterday 18:30", "Sat 18:30", "3 Nov".</summary>
    public string Moment(DateTimeOffset moment)
    {
        var daysAgo = Today.DayNumber - DateOnly.FromDateTime(Local(moment).DateTime).DayNumber;
        return daysAgo switch
        {
            <= 0 => $"today {Time(moment)}",
            1 => $"yesterday {Time(moment)}",
            < 7 => $"{Local(moment).ToString("ddd", CultureInfo.InvariantCulture)} {Time(moment)}",
            _ => Local(moment).ToString("d MMM", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>"Monday 23 November".</summary>
    public string Date() => Today.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    /// <summary>"Good morning", by the household's hour.</summary>
    public string Greeting() => Local(Now).Hour switch
    {
        >= 5 and < 12 => "Good morning",
        >= 12 and < 18 => "Good afternoon",
        _ => "Good evening",
    };

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);
}
