namespace PawPal.Understanding;

/// <summary>Puts the pieces of time of a clause together, for something that lies ahead.</summary>
internal static class AheadResolver
{
    public static ResolvedTime? Resolve(IReadOnlyList<TimePiece> pieces, DateTime now)
    {
        if (pieces.OfType<TimePiece.MinutesAhead>().LastOrDefault() is { } minutes)
            return new(TimeResolver.Minute(now.AddMinutes((double)Math.Min(minutes.Minutes, 1_000_000))),
                minutes.Approximate ? Precision.Approximate : Precision.Exact, false);
        var clock = pieces.OfType<TimePiece.Clock>().LastOrDefault(c => c.Hour is not null);
        var part = pieces.OfType<TimePiece.Part>().LastOrDefault();
        var (day, precision) = DayOf(pieces, now);
        if (clock is not null) return AtClock(clock, part?.Name, day, now);
        if (part is not null) return InPart(part.Name, day, now);
        return day is { } date ? new(date, precision, false) : null;
    }

    /// <summary>The usual hour of a part of the day.</summary>
    public static int HourOf(DayPart part) => part switch
    {
        DayPart.Morning => 8,
        DayPart.Lunchtime => 12,
        DayPart.Afternoon => 15,
        DayPart.Evening => 18,
        _ => 20,
    };

    /// <summary>A clock time that comes back: without am or pm, the part of the day decides, then what is usual
    /// for care.</summary>
    public static TimeSpan TimeOfDay(TimePiece.Clock clock, DayPart? part, TimePiece.Clock? before)
    {
        var hour = clock.Hour!.Value;
        if (clock.Meridiem is Meridiem.Am or Meridiem.Pm or Meridiem.Fixed)
            hour = TimeResolver.Of24(hour, clock.Meridiem);
        else if (part is { } named) hour = InPartHour(hour, named);
        else if (hour is >= 1 and <= 5 || (before is { Hour: { } first } && first >= hour && hour < 12)) hour += 12;
        else if (hour == 6 && before is not null) hour = 18;
        return new(hour % 24, clock.Minute, 0);
    }

    private static int InPartHour(int hour, DayPart part) => part switch
    {
        DayPart.Morning => hour == 12 ? 0 : hour,
        DayPart.Lunchtime => hour < 10 ? hour + 12 : hour,
        DayPart.Night or DayPart.LastNight => hour == 12 ? 0 : hour is > 4 and < 12 ? hour + 12 : hour,
        _ => hour < 12 ? hour + 12 : hour,
    };

    private static ResolvedTime AtClock(TimePiece.Clock clock, DayPart? part, DateTime? day, DateTime now)
    {
        var precision = clock.Approximate ? Precision.Approximate : Precision.Exact;
        if (part is { } named && clock.Meridiem is Meridiem.Unsaid or Meridiem.Fixed)
        {
            var at = new TimeSpan(clock.Meridiem is Meridiem.Fixed ? clock.Hour!.Value
                : InPartHour(clock.Hour!.Value, named),
                clock.Minute, 0);
            var isAfterMidnight = named is DayPart.Night && at.Hours < 5;
            var first = (day ?? now.Date).AddDays(isAfterMidnight ? 1 : 0) + at;
            return new(day is null && first <= now ? first.AddDays(1) : first, precision, false);
        }

        if (day is { } date && date != now.Date) return new(date + TimeResolver.OnADay(clock), precision, false);
        return new(Next(clock, now), precision, false);
    }

    private static DateTime Next(TimePiece.Clock clock, DateTime now)
    {
        var hour = clock.Hour!.Value;
        int[] hours = clock.Meridiem == Meridiem.Unsaid
            ? [hour % 12, (hour % 12) + 12] : [TimeResolver.Of24(hour, clock.Meridiem)];
        return hours.Select(h => now.Date.AddHours(h).AddMinutes(clock.Minute))
            .Select(t => t <= now ? t.AddDays(1) : t).Min();
    }

    private static ResolvedTime InPart(DayPart part, DateTime? day, DateTime now)
    {
        if (part == DayPart.LastNight) return new(now.Date.AddDays(-1).AddHours(20), Precision.PartOfDay, true);
        var closes = part switch
        {
            DayPart.Morning => 12,
            DayPart.Lunchtime => 15,
            DayPart.Afternoon => 18,
            DayPart.Evening => 22,
            _ => 24,
        };
        var date = day ?? (now >= now.Date.AddHours(closes) ? now.Date.AddDays(1) : now.Date);
        return new(date.AddHours(HourOf(part)), Precision.PartOfDay, false);
    }

    private static (DateTime? Day, Precision Precision) DayOf(IReadOnlyList<TimePiece> pieces, DateTime now)
    {
        DateTime? day = null;
        var precision = Precision.Day;
        foreach (var piece in pieces)
        {
            if (Day(piece, day, now) is not { } found) continue;
            day = found;
            precision = piece switch
            {
                TimePiece.Week => Precision.Week,
                TimePiece.CalendarMonth or TimePiece.NamedMonth => Precision.Month,
                _ => Precision.Day,
            };
        }

        return (day, precision);
    }

    private static DateTime? Day(TimePiece piece, DateTime? before, DateTime now) => piece switch
    {
        TimePiece.Day day => TimeResolver.AddDays(now.Date, day.Offset),
        TimePiece.Months months => now.Date.AddMonths(Math.Clamp(months.Offset, -600, 600)),
        TimePiece.Weekday weekday => OnWeekday(weekday, before, now),
        TimePiece.Date date => NextDate(date, now),
        TimePiece.Week week => week.Offset == 0 ? now.Date : Monday(now).AddDays(7 * week.Offset),
        TimePiece.Weekend weekend => Monday(now).AddDays(5 + (7 * weekend.Offset)),
        TimePiece.CalendarMonth month => month.Offset == 0 ? now.Date
            : new DateTime(now.Year, now.Month, 1).AddMonths(month.Offset),
        TimePiece.NamedMonth month => new DateTime(month.Month < now.Month ? now.Year + 1 : now.Year, month.Month, 1),
        TimePiece.Starting starting => Day(starting.First, before, now),
        TimePiece.Until until => Day(until.End, before, now),
        _ => null,
    };

    private static DateTime OnWeekday(TimePiece.Weekday weekday, DateTime? before, DateTime now)
    {
        if (weekday.Weeks > 0) return Monday(now).AddDays((7 * weekday.Weeks) + (((int)weekday.Name + 6) % 7));
        var from = weekday.IsFollowing && before is { } b ? b : now.Date;
        var ahead = ((int)weekday.Name - (int)from.DayOfWeek + 7) % 7;
        return from.AddDays((ahead == 0 ? 7 : ahead) + (7 * weekday.Later));
    }

    private static DateTime Monday(DateTime now) => now.Date.AddDays(-(((int)now.DayOfWeek + 6) % 7));

    private static DateTime? NextDate(TimePiece.Date date, DateTime now)
    {
        var month = new DateTime(date.Year ?? now.Year, date.Month ?? now.Month, 1);
        for (var tries = 0; tries < 60; tries++)
        {
            if (date.DayOfMonth <= DateTime.DaysInMonth(month.Year, month.Month)
                && (month.AddDays(date.DayOfMonth - 1) is var day) && (day >= now.Date || date.Year is not null))
                return day;
            month = date.Month is null ? month.AddMonths(1) : month.AddYears(1);
        }

        return null;
    }
}
