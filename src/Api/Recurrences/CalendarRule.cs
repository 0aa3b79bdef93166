using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace PawPal.Api.Recurrences;

/// <summary>Rules that need a calendar: by the month and year, and all with BYSETPOS, BYMONTH and the like.</summary>
internal sealed class CalendarRule(RecurrenceRule rule, DateTime start)
{
    private readonly Ical.Net.DataTypes.RecurrenceRule _pattern =
        new RecurrencePattern(RuleText.Write(rule with { Until = null, Count = null }));

    /// <summary>The first time after <paramref name="after"/>; null when none is found within thirty years.</summary>
    /// <param name="anchor">
    /// An earlier time of the rule, if one is known: counting from there costs less than from the start.
    /// </param>
    public DateTime? Next(DateTime after, DateTime? anchor = null)
    {
        var calendarEvent = new CalendarEvent
        {
            DtStart = new CalDateTime(anchor ?? start),
            RecurrenceRule = _pattern,
        };
        var options = new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostSteps(rule.Frequency) };
        var from = after < start ? start : after;
        try
        {
            foreach (var occurrence in calendarEvent.GetOccurrences(new CalDateTime(from), options))
            {
                var next = occurrence.Period.StartTime.Value;
                if (next > after && next >= start)
                    return DateTime.SpecifyKind(next, DateTimeKind.Unspecified);
            }
        }
        catch (EvaluationException)
        {
            // Too many steps without a time, or the end of all calendars.
        }

        return null;
    }

    private static int MostSteps(Frequency frequency) => frequency switch
    {
        Frequency.Daily => 13 * 366,
        Frequency.Weekly => 13 * 53,
        Frequency.Monthly => 30 * 12,
        _ => 30,
    };
}
