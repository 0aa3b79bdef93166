using System.Globalization;
using PawPal.Api.Commands;

namespace PawPal.Api.Recurrences;

/// <summary>A schedule as people say it: "every day at 8 am", "every other week on Monday at 9:30 am".</summary>
internal static class RuleWords
{
    private const int MostTimes = 6;
    private static readonly Sentences Words = new("PawPal.Api.Recurrences.Words");

    public static string Say(Schedule schedule)
    {
        if (schedule.Rule is not { } rule)
            return Words["Once", Date(schedule.Start), Clock(schedule.Start)];
        var said = rule.Frequency <= Frequency.Hourly
            ? Words["Parts", Every(rule), Between(rule)].TrimEnd()
            : Words["At", Words["Parts", Every(rule), On(rule)].TrimEnd(), Times(rule, schedule.Start)];
        return rule.Until is { } until ? Words["Until", said, Date(until)] : said;
    }

    public static string Clock(DateTime time)
    {
        var hour = time.Hour % 12 == 0 ? 12 : time.Hour % 12;
        var text = time.Minute == 0
            ? hour.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{hour}:{time.Minute:00}");
        return Words[time.Hour < 12 ? "Am" : "Pm", text];
    }

    public static string Date(DateTime day) => day.ToString(Words["Date"], Sentences.Culture);

    private static string Every(RecurrenceRule rule) => rule.Interval switch
    {
        1 => Words[$"Every.{rule.Frequency}"],
        2 => Words[$"EveryOther.{rule.Frequency}"],
        _ => Words[$"EveryMany.{rule.Frequency}", rule.Interval],
    };

    private static string On(RecurrenceRule rule)
    {
        var parts = new List<string>();
        if (rule.ByMonth.Count > 0)
            parts.Add(Words["In", All(rule.ByMonth.Select(
                month => Sentences.Culture.DateTimeFormat.GetMonthName(month)))]);
        if (rule.ByMonthDay.Count > 0)
            parts.Add(Words["OnThe", All(rule.ByMonthDay.Select(MonthDay))]);
        if (rule.ByDay.Count > 0)
            parts.Add(Words[rule.ByDay[0].Ordinal == 0 ? "On" : "OnThe", All(rule.ByDay.Select(Day))]);
        if (rule.ByYearDay.Count + rule.ByWeekNo.Count + rule.BySetPos.Count > 0)
            parts.Add(Words["ByRule"]);
        return string.Join(' ', parts);
    }

    private static string Between(RecurrenceRule rule) => rule.ByHour.Count == 0
        ? On(rule)
        : Words["Between", On(rule), Clock(At(rule.ByHour[0], 0)), Clock(At(rule.ByHour[^1], 59))].TrimStart();

    private static string Times(RecurrenceRule rule, DateTime start)
    {
        var hours = rule.ByHour.Count > 0 ? rule.ByHour : [start.Hour];
        var minutes = rule.ByMinute.Count > 0 ? rule.ByMinute : [start.Minute];
        var times = hours.SelectMany(hour => minutes.Select(minute => Clock(At(hour, minute)))).ToList();
        return times.Count <= MostTimes ? Spoken.All(times) : Words["ManyTimes", times.Count];
    }

    private static DateTime At(int hour, int minute) => new(2000, 1, 1, hour, minute, 0);

    private static string All(IEnumerable<string> words) => Spoken.All([.. words]);

    private static string Day(RuleDay day)
    {
        var name = Sentences.Culture.DateTimeFormat.GetDayName(day.Day);
        return day.Ordinal == 0 ? name : Words["Nth", Ordinal(day.Ordinal), name];
    }

    private static string MonthDay(int day) => day < 0 ? Words["Nth", Ordinal(day), Words["Day"]] : Ordinal(day);

    private static string Ordinal(int number) =>
        Words.Find($"Ordinal.{number.ToString(CultureInfo.InvariantCulture)}")
        ?? (number < 0 ? Words["FromTheEnd", Ordinal(-number)] : number switch
        {
            _ when number % 100 is >= 11 and <= 13 => Words["Th", number],
            _ when number % 10 == 1 => Words["St", number],
            _ when number % 10 == 2 => Words["Nd", number],
            _ when number % 10 == 3 => Words["Rd", number],
            _ => Words["Th", number],
        });
}
