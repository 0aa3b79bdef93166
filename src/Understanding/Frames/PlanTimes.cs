namespace PawPal.Understanding;

/// <summary>Times of plans: of the item, or the new one.</summary>
internal static class PlanTimes
{
    /// <summary>The clause's times, a bare number after "to" or "for" read as a clock.</summary>
    public static IReadOnlyList<TimePiece> Of(ClauseView view, int from = 0)
    {
        var f = view.F;
        var times = new List<TimePiece>();
        for (var c = from; c < f.Chunks.Count; c++)
        {
            // "At four instead of three"
            if (times.Count > 0 && f.Is(c, Cue.InPlaceOf)) break;
            if (f.Chunks[c].Time is { } time) times.Add(time);
            else if (NumberAsClock(view, c) is { } clock) times.Add(clock);
        }

        return times;
    }

    private static TimePiece.Clock? NumberAsClock(ClauseView view, int c)
    {
        var chunk = view.F.Chunks[c];
        if (chunk.Measure is not { Kind: MeasureKind.Number, Value: >= 1 and <= 23 } number || c == 0) return null;
        if (number.Value != Math.Floor(number.Value) || chunk.Length != 1) return null;
        var isLed = view.S.Is(view.F.Chunks[c - 1].End - 1, Cue.To)
            || view.S.Is(view.F.Chunks[c - 1].End - 1, Cue.ClockLead)
            || (view.S.Is(view.F.Chunks[c - 1].Start, Cue.And) && c > 1 && view.F.Chunks[c - 2].Time is TimePiece.Clock)
            || view.F.Chunks[c - 1].Time is not null;
        var isAlone = c + 1 == view.F.Chunks.Count || view.F.Chunks[c + 1].Kind is ChunkKind.Time or ChunkKind.Mark
            or ChunkKind.Word;
        return isLed && isAlone ? new((int)number.Value, 0, number.Value > 12 ? Meridiem.Fixed
            : Meridiem.Unsaid, false) : null;
    }

    /// <summary>Adds the time of the item that is meant.</summary>
    public static Frame Item(ClauseView view, Frame frame)
    {
        var times = Of(view);
        if (times.Count == 0) return frame;
        // What is ticked off was due before now, what is left out lies ahead; a part of today is today's for both.
        var isToday = times.All(t => t is TimePiece.Part or TimePiece.Recent)
            || frame.Intent is Intents.CompleteReminder;
        var when = isToday && !view.F.IsAhead ? Today(times, view) : AheadResolver.Resolve(times, view.Now);
        return frame with { Slots = frame.Slots with { When = when?.When, WhenPrecision = when?.Precision } };
    }

    private static ResolvedTime? Today(IReadOnlyList<TimePiece> times, ClauseView view)
    {
        if (times.OfType<TimePiece.Part>().FirstOrDefault() is { } part && !times.OfType<TimePiece.Clock>().Any()
            && part.Name is not DayPart.LastNight)
            return AheadResolver.Resolve([.. times, new TimePiece.Day(DayOf(times, view))], view.Now);
        return TimeResolver.Resolve(times, view.Now);
    }

    private static int DayOf(IReadOnlyList<TimePiece> times, ClauseView view) =>
        TimeResolver.Resolve([.. times.Where(t => t is not TimePiece.Part)], view.Now) is { } day
            ? (day.When.Date - view.Now.Date).Days : 0;

    /// <summary>Adds the new time, or by how much it moves.</summary>
    public static Frame Moved(ClauseView view, Frame frame, bool isSnooze = false)
    {
        var f = view.F;
        var minutes = f.Find(MeasureKind.Duration)?.Value;
        var sign = f.Has(Cue.Earlier) ? -1 : 1;
        if (minutes is { } length && !f.Times.Exists(t => t is TimePiece.Clock))
        {
            var shifted = isSnooze || f.Has(Cue.Snooze)
                ? frame.Slots with
                {
                    When = TimeResolver.Minute(view.Now.AddMinutes((double)Math.Min(length,
                    100_000))),
                    WhenPrecision = Precision.Exact
                }
                : length % 1440 == 0 ? frame.Slots with { Days = sign * (int)Math.Min(length / 1440, 4000) }
                : frame.Slots with { DurationMinutes = sign * length };
            return frame with { Slots = shifted };
        }

        if (Shift(view) is { } days) return frame with { Slots = frame.Slots with { Days = sign * days } };
        var when = Target(view);
        return frame with { Slots = frame.Slots with { When = when?.When, WhenPrecision = when?.Precision } };
    }

    // "by two days", "back a week"
    private static int? Shift(ClauseView view)
    {
        var s = view.S;
        foreach (var chunk in view.F.Chunks)
        {
            if (chunk.Time is TimePiece.Span span) return span.Days;
            var last = chunk.End - 1;
            if (chunk.Kind != ChunkKind.Word || s.Find(last, Cue.DayUnit) is not { Length: > 0 } unit) continue;
            var before = last - 1;
            var count = before >= 0 && s.Is(before, Cue.Article) ? 1
                : before >= 0 && NumberParser.Read(s, before) is { } number ? number.Value : 0;
            if (count is > 0 and < 1000) return (int)(count * NumberParser.Value(unit));
        }

        return null;
    }

    // "From Thursday to the following Monday", "tomorrow's walk to six": what follows the last "to" is new; a day
    // that is only said before it stays.
    private static ResolvedTime? Target(ClauseView view)
    {
        var to = LastTo(view);
        var all = Of(view);
        if (to < 0) return AheadResolver.Resolve(all, view.Now);
        var after = Of(view, to);
        var hasDay = after.Any(t => t is not TimePiece.Clock and not TimePiece.Part);
        var isFollowing = after.OfType<TimePiece.Weekday>().Any(w => w.IsFollowing);
        var pieces = hasDay && !isFollowing ? after
            : [.. all.Take(all.Count - after.Count).Where(t => t is not TimePiece.Clock and not TimePiece.Part),
                .. after];
        return AheadResolver.Resolve(pieces, view.Now);
    }

    private static int LastTo(ClauseView view)
    {
        for (var c = view.F.Chunks.Count - 2; c >= 0; c--)
        {
            var chunk = view.F.Chunks[c];
            if (chunk.Kind == ChunkKind.Word && view.S.Is(chunk.End - 1, Cue.TargetLead)
                && Of(view, c + 1).Count > 0)
                return c + 1;
        }

        return -1;
    }
}
