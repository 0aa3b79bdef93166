using System.Numerics;

namespace PawPal.Api.Recurrences;

/// <summary>
/// Rules by the minute, hour, day and week with hours, minutes and weekdays: reckoned from the start in a few steps.
/// </summary>
internal sealed class SimpleRule
{
    private const int HoursOfWeek = 24 * 7;
    private const int MinutesOfWeek = 60 * HoursOfWeek;

    private readonly RecurrenceRule _rule;
    private readonly DateTime _start;
    private readonly TimeSpan[] _times;
    private readonly bool[] _days;

    public SimpleRule(RecurrenceRule rule, DateTime start)
    {
        _rule = rule;
        _start = start;
        var hours = rule.ByHour.Count > 0 ? rule.ByHour : [start.Hour];
        var minutes = rule.ByMinute.Count > 0 ? rule.ByMinute : [start.Minute];
        _times = [.. hours.SelectMany(hour => minutes.Select(minute => new TimeSpan(hour, minute, 0))).Order()];
        _days = new bool[7];
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            _days[(int)day] = rule.ByDay.Count > 0
                ? rule.ByDay.Any(said => said.Day == day)
                : rule.Frequency != Frequency.Weekly || day == start.DayOfWeek;
        }
    }

    /// <summary>The first time after <paramref name="after"/>; null when there is none.</summary>
    public DateTime? Next(DateTime after)
    {
        if (after < _start)
            after = _start.AddTicks(-1);
        return _rule.Frequency switch
        {
            Frequency.Minutely => NextMinute(after),
            Frequency.Hourly => NextHour(after),
            Frequency.Daily => NextDay(after),
            _ => NextInWeek(after),
        };
    }

    private DateTime? NextDay(DateTime after)
    {
        var behind = (after.Date - _start.Date).Days;
        var day = _start.Date.AddDays(behind / _rule.Interval * _rule.Interval);
        // Seven steps meet every weekday that the interval ever meets; one more for the rest of the first day.
        for (var step = 0; step <= 7; step++, day = day.AddDays(_rule.Interval))
        {
            if (_days[(int)day.DayOfWeek] && TimeOf(day, after) is { } next)
                return next;
        }

        return null;
    }

    private DateTime? NextInWeek(DateTime after)
    {
        var firstWeek = WeekOf(_start.Date);
        var behind = (WeekOf(after.Date) - firstWeek).Days / 7;
        var week = firstWeek.AddDays(behind / _rule.Interval * _rule.Interval * 7);
        for (var step = 0; step <= 1; step++, week = week.AddDays(_rule.Interval * 7))
        {
            for (var offset = 0; offset < 7; offset++)
            {
                var day = week.AddDays(offset);
                if (_days[(int)day.DayOfWeek] && TimeOf(day, after) is { } next)
                    return next;
            }
        }

        return null;
    }

    private DateTime? NextHour(DateTime after)
    {
        var first = _start.Date.AddHours(_start.Hour);
        var behind = (long)(after - first).TotalHours / _rule.Interval;
        var hour = first.AddHours(Math.Max(0, behind) * _rule.Interval);
        var steps = Cycle(HoursOfWeek);
        for (var step = 0; step <= steps; step++, hour = hour.AddHours(_rule.Interval))
        {
            if (!_days[(int)hour.DayOfWeek] || (_rule.ByHour.Count > 0 && !_rule.ByHour.Contains(hour.Hour)))
                continue;
            foreach (var minute in _rule.ByMinute.Count > 0 ? _rule.ByMinute : [_start.Minute])
            {
                var next = hour.AddMinutes(minute);
                if (next > after && next >= _start)
                    return next;
            }
        }

        return null;
    }

    private DateTime? NextMinute(DateTime after)
    {
        var behind = Math.Max(0, (long)(after - _start).TotalMinutes / _rule.Interval);
        var next = _start.AddMinutes(behind * _rule.Interval);
        var steps = Cycle(MinutesOfWeek);
        for (var step = 0; step <= steps; step++, next = next.AddMinutes(_rule.Interval))
        {
            if (next > after && _days[(int)next.DayOfWeek]
                && (_rule.ByHour.Count == 0 || _rule.ByHour.Contains(next.Hour))
                && (_rule.ByMinute.Count == 0 || _rule.ByMinute.Contains(next.Minute)))
                return next;
        }

        return null;
    }

    private DateTime? TimeOf(DateTime day, DateTime after)
    {
        foreach (var time in _times)
        {
            var next = day + time;
            if (next > after && next >= _start)
                return next;
        }

        return null;
    }

    private DateTime WeekOf(DateTime day) => day.AddDays(-(((int)day.DayOfWeek - (int)_rule.WeekStart + 7) % 7));

    // After so many steps the same hours of the same weekdays come again.
    private int Cycle(int steps) => steps / (int)BigInteger.GreatestCommonDivisor(steps, _rule.Interval);
}
