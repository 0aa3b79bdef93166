namespace PawPal.Understanding;

/// <param name="IsPast">False when the time said lies ahead of now.</param>
internal readonly record struct ResolvedTime(DateTime When, Precision Precision, bool IsPast);

/// <summary>Puts the pieces of time of a clause together, for something that has happened.</summary>
internal static class TimeResolver
{
    /// <summary>How far ahead a spoken clock may be: clocks of people and machines differ.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static ResolvedTime? Resolve(IReadOnlyList<TimePiece> pieces, DateTime now, DateTime? before = null)
    {
        pieces = [.. pieces.Select(p => p is TimePiece.Since since ? since.Start : p)];
        var clock = pieces.OfType<TimePiece.Clock>().LastOrDefault();
        var part = pieces.OfType<TimePiece.Part>().LastOrDefault();
        var day = DayOf(pieces, now);
        if (pieces.OfType<TimePiece.MinutesAhead>().Any() || pieces.OfType<TimePiece.Every>().Any())
            return AheadResolver.Resolve(pieces, now) ?? new(now.AddDays(1), Precision.Exact, false);
        if (clock is null && pieces.OfType<TimePiece.MinutesAgo>().LastOrDefault() is { } ago) return Ago(ago, now);
        if (clock is { Hour: null }) clock = before is { } b
            ? clock with { Hour = b.Hour, Meridiem = Meridiem.Fixed } : null;
        if (clock is not null) return AtClock(clock, part?.Name, day, now);
        if (part is not null) return InPart(part.Name, day, now);
        var isMonth = pieces.Any(p => p is TimePiece.NamedMonth or TimePiece.CalendarMonth)
            && !pieces.Any(p => p is TimePiece.Date or TimePiece.Day or TimePiece.Weekday);
        return day is { } date ? new(date, isMonth ? Precision.Month : Precision.Day, date <= now.Date) : null;
    }

    private static ResolvedTime Ago(TimePiece.MinutesAgo ago, DateTime now) =>
        new(Minute(Shift(now, -(double)Math.Min(ago.Minutes, 1_000_000))),
            ago.Approximate ? Precision.Approximate : Precision.Exact, true);

    private static DateTime Shift(DateTime now, double minutes) =>
        (now - DateTime.MinValue).TotalMinutes + minutes > 0 ? now.AddMinutes(minutes) : DateTime.MinValue;

    public static DateTime Minute(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));

    private static DateTime? DayOf(IReadOnlyList<TimePiece> pieces, DateTime now)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case TimePiece.Day day: return AddDays(now.Date, day.Offset);
                case TimePiece.Months months: return AddMonths(now.Date, months.Offset);
                case TimePiece.Weekday { Weeks: > 0 } or TimePiece.Weekday { Later: > 0 }:
                    return AheadResolver.Resolve([piece], now)?.When;
                case TimePiece.Weekend weekend:
                    return AddDays(now.Date, -(((int)now.DayOfWeek + 1) % 7 is 0 ? 7 : ((int)now.DayOfWeek + 1) % 7)
                        + (7 * Math.Max(weekend.Offset, 0)));
                case TimePiece.Since since: return DayOf([since.Start], now);
                case TimePiece.Weekday weekday:
                    var back = ((int)now.DayOfWeek - (int)weekday.Name + 7) % 7;
                    return AddDays(now.Date, -(back == 0 ? 7 : back));
                case TimePiece.Date date: return LastDate(date, now);
                case TimePiece.NamedMonth month:
                    return new DateTime(month.Month > now.Month ? now.Year - 1 : now.Year, month.Month, 1);
                case TimePiece.CalendarMonth month:
                    return AddMonths(new DateTime(now.Year, now.Month, 1),
                    month.Offset);
                default: continue;
            }
        }

        return null;
    }

    public static DateTime AddDays(DateTime date, int days) =>
        days < 0 && (date - DateTime.MinValue).TotalDays < -days
            ? DateTime.MinValue : date.AddDays(Math.Min(days, 366));

    private static DateTime AddMonths(DateTime date, int months) =>
        date.Year * 12 + months > 24 ? date.AddMonths(Math.Min(months, 12)) : DateTime.MinValue;

    private static DateTime? LastDate(TimePiece.Date date, DateTime now)
    {
        for (var back = 0; back < 60; back++)
        {
            var month = AddMonths(new DateTime(now.Year, now.Month, 1), -back);
            if (date.Month is { } wanted && month.Month != wanted) continue;
            if (date.DayOfMonth > DateTime.DaysInMonth(month.Year, month.Month)) continue;
            var day = month.AddDays(date.DayOfMonth - 1);
            // Half a year back is nearer to its next coming: somebody plans.
            if (day <= now.Date) return date.Month is null || (now.Date - day).TotalDays < 183 ? day : day.AddYears(1);
        }

        return null;
    }

    private static ResolvedTime AtClock(TimePiece.Clock clock, DayPart? part, DateTime? day, DateTime now)
    {
        var precision = clock.Approximate ? Precision.Approximate : Precision.Exact;
        var time = part is { } named && clock.Meridiem is Meridiem.Unsaid or Meridiem.Fixed
            ? InPartAt(clock, named, day ?? now.Date, now)
            : day is { } date && date != now.Date ? date.Add(OnADay(clock))
            : MostRecent(clock, now, day is not null);
        return new(time, precision, time <= now + Tolerance);
    }

    private static DateTime InPartAt(TimePiece.Clock clock, DayPart part, DateTime day, DateTime now)
    {
        var hour = clock.Hour!.Value;
        if (part == DayPart.LastNight)
        {
            var afterMidnight = hour is 0 or 12 or (< 6);
            var of24 = hour == 12 ? 0 : hour < 12 && !afterMidnight ? hour + 12 : hour;
            return (afterMidnight ? now.Date : now.Date.AddDays(-1)).AddHours(of24).AddMinutes(clock.Minute);
        }

        var isPm = part switch
        {
            DayPart.Morning => false,
            DayPart.Lunchtime => hour < 10,
            DayPart.Night => hour is > 4 and < 12,
            _ => true,
        };
        if (isPm && hour < 12) hour += 12;
        if ((part is DayPart.Morning or DayPart.Night) && hour == 12) hour = 0;
        return day.AddHours(hour).AddMinutes(clock.Minute);
    }

    // With a date but without am or pm: 7 to 11 = am, 12 to 6 = pm.
    public static TimeSpan OnADay(TimePiece.Clock clock)
    {
        var hour = clock.Meridiem switch
        {
            Meridiem.Unsaid => clock.Hour!.Value is >= 1 and <= 6 ? clock.Hour.Value + 12 : clock.Hour.Value,
            _ => Of24(clock.Hour!.Value, clock.Meridiem),
        };
        return new(hour, clock.Minute, 0);
    }

    public static int Of24(int hour, Meridiem meridiem) => meridiem switch
    {
        Meridiem.Am => hour == 12 ? 0 : hour,
        Meridiem.Pm => hour < 12 ? hour + 12 : hour,
        _ => hour,
    };

    private static DateTime MostRecent(TimePiece.Clock clock, DateTime now, bool today)
    {
        var hour = clock.Hour!.Value;
        int[] hours = clock.Meridiem == Meridiem.Unsaid
            ? [hour % 12, (hour % 12) + 12]
            : [Of24(hour, clock.Meridiem)];
        var latest = DateTime.MinValue;
        foreach (var of24 in hours)
        {
            var time = now.Date.AddHours(of24).AddMinutes(clock.Minute);
            if (time > now + Tolerance && !today && now.Date > DateTime.MinValue) time = time.AddDays(-1);
            if (time > latest && (time <= now + Tolerance || latest == DateTime.MinValue)) latest = time;
        }

        return latest;
    }

    private static ResolvedTime InPart(DayPart part, DateTime? day, DateTime now)
    {
        if (part == DayPart.LastNight) return new(AddDays(now.Date, -1).AddHours(20), Precision.PartOfDay, true);
        var date = day ?? now.Date;
        var (canonical, opens) = part switch
        {
            DayPart.Morning => (8, 5),
            DayPart.Lunchtime => (12, 11),
            DayPart.Afternoon => (15, 12),
            DayPart.Evening => (18, 17),
            _ => (20, 17),
        };
        var time = date.AddHours(canonical);
        // "Fed her this evening" at half past five: the part has begun, its usual hour has not.
        if (time > now && now >= date.AddHours(opens)) time = Minute(now);
        return new(time, Precision.PartOfDay, time <= now);
    }
}
