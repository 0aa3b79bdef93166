namespace PawPal.Understanding;

/// <summary>Questions: facts about a pet, weights, what lies ahead, and periods. When something was last done stands
/// in <see cref="QueryReader"/>.</summary>
internal static class AskReader
{
    public static Frame? Read(ClauseView view)
    {
        var f = view.F;
        var shows = f.Lead(Cue.ShowVerb, Cue.QueryOpen) >= 0;
        var isAsked = view.Mood is Mood.Question || shows || f.Lead(Cue.FactTopic) >= 0 || IsQuestionNoun(view);
        if (!isAsked || (view.Mood is Mood.LogCommand && !shows)) return null;
        if (!view.IsCare && f.HasAny(Cue.HouseTask, Cue.Human)) return null;
        return List(view) ?? Weight(view) ?? Fact(view) ?? Ahead(view) ?? History(view);
    }

    // "Luna's weight history", "today's schedule", "walks this week"
    private static bool IsQuestionNoun(ClauseView view)
    {
        var f = view.F;
        if (f.HasAny(Cue.Had, Cue.Gave, Cue.Fed, Cue.Walked, Cue.Ate, Cue.Did, Cue.Took, Cue.LogVerb, Cue.Symptom,
            Cue.BeAux,
            Cue.Habit, Cue.Comparison, Cue.Negation) || f.Lead(Cue.SetVerb, Cue.RemoveVerb, Cue.CancelVerb) >= 0)
            return false;
        if (f.Is(f.First(Cue.Weighed), Cue.WeightNoun) && f.Measures.Count == 0 && f.HasPet
            && f.Chunks.Count < 6) return true;
        return f.HasAny(Cue.History, Cue.NextAsk, Cue.Overdue, Cue.PetList, Cue.FactTopic)
            && (view.IsCare || f.Values(Cue.PlannedNoun).Any() || f.Has(Cue.PetList));
    }

    private static Frame? List(ClauseView view) =>
        view.F.Has(Cue.PetList) && !view.Any(Cue.PlannedNoun) && !view.Any(Cue.Kind)
            && !view.F.Has(Cue.NextAsk) ? new(Intents.QueryPet, new(Topic: "list"), 0.95) : null;

    private static Frame? Weight(ClauseView view)
    {
        var f = view.F;
        var isWeight = f.HasAny(Cue.Weighed, Cue.WeightAsk, Cue.WeightChange)
            && (f.HasPet || view.Pets.IsMentioned || f.HasTopic("weight"));
        var isNamed = f.HasTopic("weight") || f.HasAny(Cue.Weighed, Cue.WeightChange)
            || !f.Is(f.First(Cue.WeightAsk), Cue.AmountAsk);
        if (!isWeight || !isNamed || f.Things.Food is not null) return null;
        // Only when: that is the last time it was done.
        if ((f.Has(Cue.When) || f.HasAny(Cue.Anyone, Cue.Who)) && !f.HasAny(Cue.WeightChange)) return null;
        if (f.HasAny(Cue.Have, Cue.DidAux) && f.Is(f.First(Cue.Weighed), Cue.WeighedVerb)
            && !f.HasAny(Cue.What, Cue.Where, Cue.WeightAsk)) return null;
        if (f.HasAny(Cue.NextAsk) && f.Is(f.First(Cue.NextAsk), Cue.NextDue)) return null;
        return new(Intents.QueryWeight, Period(view, new(view.Named)), 0.95);
    }

    private static Frame? Fact(ClauseView view)
    {
        var f = view.F;
        if ((f.Values(Cue.FactTopic).FirstOrDefault() ?? Implied(f)) is not { } topic || !(f.HasPet
            || view.Pets.IsMentioned))
            return null;
        if (topic is "breed" && (f.Things.Food is not null || f.HasTopic("feeding"))) topic = "diet";
        if (f.HasAny(Cue.NextAsk, Cue.Last, Cue.History) && topic is not "vet" and not "birthday" and not "profile")
            return null;
        if (topic is "profile" && (f.HasAny(Cue.NextAsk) || f.Times.Count > 0 || f.Has(Cue.History))) return null;
        return new(Intents.QueryPet, new(view.Named, Topic: topic), 0.95);
    }

    // "Who is Max's vet?", "what does Mochi eat?"
    private static string? Implied(Facts f)
    {
        if (f.First(Cue.BeAux) == 0 && f.Chunks.Count < 6 && f.Things.Food is null && f.Chunks.Exists(
            c => c.Pet is { Pets.Count: 0, Species: not null })
            && f.Chunks.Exists(c => c.Pet is { Species: null, Pets.Count: > 0 }))
            return "breed";
        if (f.Times.Count > 0 || !f.HasAny(Cue.What, Cue.Who) || f.HasAny(Cue.NextAsk, Cue.DidAux, Cue.Last, Cue.Have))
            return null;
        if (TopicReader.KindOf(f) is "vet" && f.Chunks.Exists(c => c.Pet is { IsOwner: true })) return "vet";
        return f.Has(Cue.EatBase) && (f.Has(Cue.DoAux) || f.Is(f.First(Cue.WeightAsk), Cue.WhatDoes)) ? "diet" : null;
    }

    private static Frame? Ahead(ClauseView view)
    {
        var f = view.F;
        var noun = f.Values(Cue.PlannedNoun).FirstOrDefault();
        if (f.HasAny(Cue.Last, Cue.BePast, Cue.DidAux) && !f.HasAny(Cue.NextAsk, Cue.Overdue)) return null;
        var isPast = f.HasAny(Cue.Have, Cue.Had) && !f.HasAny(Cue.NextAsk, Cue.Overdue) && noun is null && !f.IsAhead;
        var isNext = f.HasAny(Cue.NextAsk, Cue.Overdue) || noun is not null || f.IsAhead || Needs(f) || WhenIs(view)
            || (f.Has(Cue.Booked) && view.Any(Cue.Kind) && f.Has(Cue.BeAux));
        if (isPast || !isNext || (f.Has(Cue.History) && !f.HasAny(Cue.NextAsk, Cue.Overdue) && noun is null))
            return null;
        var isOpen = f.HasAny(Cue.What) && f.HasAny(Cue.Self) && f.Doubt < 0.1 && !f.Has(Cue.HouseTask);
        if (!view.IsCare && noun is null && !isOpen && !f.HasAny(Cue.NextAsk, Cue.Overdue)) return null;
        if (!view.IsCare && f.HasAny(Cue.HouseTask, Cue.Human)) return null;
        var topic = f.Has(Cue.Overdue) && !f.Values(Cue.CareTopic).Any() ? "overdue" : TopicReader.Of(view);
        var slots = new Slots(view.Named, Topic: topic, Medication: topic is "medication" ? f.Things.Medication : null);
        return new(Intents.QuerySchedule, Continued(view, Future(view, slots)), 0.93);
    }

    // "And when is the next one due?"
    private static Slots Continued(ClauseView view, Slots slots) =>
        slots is { Topic: null, Pets: null } && view.Before?.Slots is { Topic: not null } before
            && view.F.HasAny(Cue.NextAsk)
            ? slots with { Topic = before.Topic, Medication = before.Medication, Pets = before.Pets } : slots;

    private static bool Needs(Facts f) => f.Chunks.Exists(c => f.S.Is(c.Start, Cue.NeedAsk));

    // "When is Luna's rabies shot?", "what time is Max's walk?"
    private static bool WhenIs(ClauseView view) => (view.F.Has(Cue.When)
        || view.F.Is(view.F.First(Cue.ScheduleAsk), Cue.WhenIs))
        && (view.F.HasAny(Cue.BeAux, Cue.DoAux) || view.F.HasSuffix || view.F.Has(Cue.ScheduleAsk))
            && !view.F.HasAny(Cue.BePast, Cue.Have, Cue.DidAux, Cue.Ate, Cue.Fed);

    public static Slots Future(ClauseView view, Slots slots)
    {
        var times = view.F.Times;
        if (times.OfType<TimePiece.Period>().FirstOrDefault() is { } period) return slots with { Days = period.Days };
        if (times.Count == 1 && times[0] is TimePiece.Week { Offset: 0 }) return slots with { Days = 7 };
        if (times.Count == 1 && times[0] is TimePiece.CalendarMonth { Offset: 0 }) return slots with { Days = 30 };
        if (times.Count == 0 || times.TrueForAll(t => t is TimePiece.Recent)) return slots;
        var pieces = times.TrueForAll(t => t is TimePiece.Part)
            && times[0] is TimePiece.Part { Name: DayPart.Evening or DayPart.Night }
            ? [.. times, new TimePiece.Day(0)] : times;
        var when = AheadResolver.Resolve(pieces, view.Now);
        return slots with { When = when?.When, WhenPrecision = when?.Precision };
    }

    private static Frame? History(ClauseView view)
    {
        var f = view.F;
        var isPeriod = f.Times.Exists(t => t is TimePiece.Period or TimePiece.Week or TimePiece.CalendarMonth
            or TimePiece.Since or TimePiece.Weekend);
        var shows = f.Lead(Cue.ShowVerb) >= 0 && (f.Times.Count > 0 || f.Has(Cue.History));
        var counts = f.Has(Cue.History) && !IsDose(f);
        var asksOne = f.HasAny(Cue.When, Cue.Who) || (f.Has(Cue.Last) && !counts && !isPeriod);
        counts |= f.Has(Cue.What) && f.HasAny(Cue.DidAux, Cue.Have) && f.HasAny(Cue.EatBase, Cue.Ate, Cue.Had)
            && f.HasPet;
        var isYesNo = !f.HasAny(Cue.What, Cue.History, Cue.ShowVerb, Cue.Where);
        if (f.Has(Cue.Modal) && !shows && !f.Has(Cue.QueryOpen)) return null;
        if (!f.HasPet && f.Times.Count == 0 && !f.HasAny(Cue.DidAux, Cue.Have, Cue.Self, Cue.Last) && !shows)
            return null;
        if (!counts && !shows && (!isPeriod || isYesNo) || asksOne) return null;
        var topic = TopicReader.Of(view);
        if (topic is null && !view.IsCare && !f.Has(Cue.Self) && f.Doubt > 0.2) return null;
        var slots = new Slots(view.Named, Topic: topic, Medication: topic is "medication" ? f.Things.Medication : null,
            Food: topic is "feeding" ? f.Things.Food : null, Symptom: topic is "symptom" ? f.Value(Cue.Symptom) : null);
        return new(Intents.QueryHistory, Period(view, slots), 0.93);
    }

    private static bool IsDose(Facts f) => f.Is(f.First(Cue.History), Cue.HowMuch) && f.Has(Cue.Safety);

    /// <summary>The period asked about: its length in days, or the one day that was named.</summary>
    public static Slots Period(ClauseView view, Slots slots)
    {
        foreach (var time in view.F.Times)
        {
            int? days = (time is TimePiece.Starting from ? from.First : time) switch
            {
                TimePiece.Period period => period.Days,
                TimePiece.Week => 7,
                TimePiece.CalendarMonth => 30,
                TimePiece.Weekend => 2,
                TimePiece.Day { Offset: 0 } => 1,
                TimePiece.Since since => Since(since.Start, view.Now),
                TimePiece.CalendarYear => 365,
                _ => null,
            };
            if (days is not null) return slots with { Days = days };
        }

        if (view.F.Times.Count == 0 || view.F.Times.TrueForAll(t => t is TimePiece.Recent)) return slots;
        // "Everything from yesterday" is of that day.
        var when = TimeResolver.Resolve(
            [.. view.F.Times.Select(t => t is TimePiece.Starting start ? start.First : t)], view.Now);
        return slots with { When = when?.When, WhenPrecision = when?.Precision };
    }

    private static int? Since(TimePiece start, DateTime now) =>
        TimeResolver.Resolve([start], now) is { } first ? (now.Date - first.When.Date).Days + 1 : null;
}
