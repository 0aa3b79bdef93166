namespace PawPal.Understanding;

/// <summary>"Brief mum on Luna's medication": a summary for somebody who takes over.</summary>
internal static class HandoverReader
{
    public static Frame? Read(ClauseView view)
    {
        var f = view.F;
        if (!f.Has(Cue.Handover) || f.HasAny(Cue.Remind, Cue.NoteLead, Cue.History) && f.Lead(Cue.Handover) < 0)
            return null;
        var isLed = f.Lead(Cue.Handover, Cue.ShowVerb, Cue.SetVerb, Cue.BookVerb, Cue.Prepare) >= 0
            || view.Mood is Mood.Question;
        return !isLed || (f.HasAny(Cue.HouseTask) && !view.IsCare) ? null : Frame(view);
    }

    public static Frame Frame(ClauseView view)
    {
        var f = view.F;
        var topic = f.Values(Cue.CareTopic).Any() || f.Things.Medication is not null ? TopicReader.Of(view) : null;
        if (topic is "vet" or "supplies") topic = null;
        var slots = new Slots(view.Named, Topic: topic, Medication: topic is "medication" ? f.Things.Medication : null);
        if (f.Times.Count > 0 && f.Times.TrueForAll(t =>
            t is TimePiece.Part { Name: DayPart.Evening or DayPart.Night }))
            f.Times.Add(new TimePiece.Day(0));
        var isAhead = f.Times.Exists(t => t is TimePiece.Part { Name: DayPart.Evening or DayPart.Night }) || f.IsAhead
            || f.Times.Exists(t => t is TimePiece.Weekend or TimePiece.Weekday);
        if (!isAhead) return new(Intents.HandoverSummary, AskReader.Period(view, slots), 0.93);
        var when = AheadResolver.Resolve(f.Times, view.Now);
        return new(Intents.HandoverSummary, slots with { When = when?.When, WhenPrecision = when?.Precision }, 0.93);
    }
}
