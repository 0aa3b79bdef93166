namespace PawPal.Understanding;

/// <summary>Reminders, bookings, and what is done to them.</summary>
internal static class PlanReader
{
    public static Frame? Read(ClauseView view)
    {
        var f = view.F;
        if (view.IsElliptic && view.Before is { Intent: var intent } && IsPlan(intent)) return Again(view, intent);
        // "Remind me to worm the cats and to brush Bella on Sunday"
        if (view.Before is { Intent: Intents.CreateReminder } && f.Is(0, Cue.And)
            && f.Is(1, Cue.To)) return Reminder(view, 1);
        if (IsAsked(view)) return null;
        return Reschedule(view) ?? Remind(view) ?? Skip(view) ?? Cancel(view) ?? Complete(view) ?? Book(view)
            ?? (view.Mood is Mood.Unreal ? Course(view) : null);
    }

    private static bool IsPlan(string intent) => intent is Intents.CreateReminder or Intents.CreateAppointment
        or Intents.Cancel or Intents.Skip or Intents.CompleteReminder or Intents.Reschedule;

    private static bool IsAsked(ClauseView view) =>
        (view.F.HasAny(Cue.QueryOpen) && !RemindsFirst(view.F)) || (view.Mood is Mood.Question
            && view.F.Lead(Cue.SkipVerb, Cue.CancelVerb,
            Cue.Remind, Cue.BookVerb, Cue.Reschedule, Cue.CompleteVerb, Cue.RemoveVerb) < 0) || IsQuestionWord(view.F)
        || (view.F.Lead(Cue.DidAux) == 0 && view.Mood is Mood.Question);

    // "Remind me to check her weight"
    private static bool RemindsFirst(Facts f) =>
        f.Lead(Cue.Remind) is >= 0 and var lead && lead < f.First(Cue.QueryOpen);

    private static bool IsQuestionWord(Facts f) => f.Lead(Cue.Who, Cue.What, Cue.When, Cue.Where) == 0;

    private static Frame? Again(ClauseView view, string intent) => intent switch
    {
        Intents.CreateReminder => Reminder(view, 0),
        Intents.CreateAppointment => Appointment(
            view, TopicReader.KindOf(view.F) ?? view.Before!.Slots.AppointmentKind, SameDay(view)),
        Intents.Reschedule => PlanTimes.Moved(view, new(Intents.Reschedule, Item(view))),
        _ => new(intent, Item(view) with { }, 0.9),
    };

    // "Max on Friday at ten and Luna at eleven"
    private static TimePiece.Day? SameDay(ClauseView view) =>
        view.Before?.Slots.When is { } day && view.F.Times.Count > 0 && view.F.Times.TrueForAll(
            t => t is TimePiece.Clock)
            ? new((day.Date - view.Now.Date).Days) : null;

    public static Slots Item(ClauseView view) =>
        TopicReader.Planned(view) with { Pets = view.Named, Note = view.F.Value(Cue.ReminderTitle) };

    private static Frame? Remind(ClauseView view)
    {
        var f = view.F;
        var at = f.First(Cue.Remind);
        var isSet = f.Lead(Cue.SetVerb, Cue.BookVerb) >= 0
            && f.Values(Cue.PlannedNoun).Contains("reminder", StringComparer.Ordinal);
        isSet |= f.Is(f.First(Cue.SetVerb), Cue.SetStrong)
            && f.Lead(Cue.SetVerb) >= 0
            && f.Times.Count > 0 && view.Any(Cue.CareTopic) && TopicReader.KindOf(f) is null;
        isSet |= IsHeading(view);
        if (at < 0 && !isSet) return null;
        if (f.Has(Cue.NoNeed) || f.Lead(Cue.CancelVerb, Cue.RemoveVerb, Cue.SkipVerb, Cue.CompleteVerb) >= 0)
            return null;
        if (view.IsCare) return Reminder(view, at < 0 ? 0 : at + 1);
        // "Gave them their tablets and set a reminder for next month": of the same.
        return view.Before is { Slots: { } said } && IsBareReminder(f)
            && Reminder(view, f.Chunks.Count) is { Slots: var slots } frame
            ? frame with
            {
                Slots = slots with
                {
                    Pets = said.Pets,
                    Topic = TopicOf(view.Before),
                    Medication = said.Medication
                }
            }
            : null;
    }

    private static bool IsBareReminder(Facts f) => f.Times.Count > 0 && f.Chunks.TrueForAll(c =>
        c.Kind is ChunkKind.Time or ChunkKind.Mark || f.S.Has(c.Start, c.Length, Cue.Remind)
        || f.S.Has(c.Start, c.Length, Cue.SetVerb) || f.S.Has(c.Start, c.Length, Cue.PlannedNoun)
        || f.S.Has(c.Start, c.Length, Cue.And) || f.S.Has(c.Start, c.Length, Cue.Skip)
        || f.S.Has(c.Start, c.Length, Cue.Polite));

    private static string? TopicOf(Frame frame) => frame.Intent switch
    {
        Intents.LogFeeding => "feeding",
        Intents.LogWalk => "walk",
        Intents.LogMedication => "medication",
        Intents.LogWeight => "weight",
        Intents.LogGrooming => "grooming",
        _ => frame.Slots.Topic,
    };

    // "Reminder: Luna's tablet at ten"
    private static bool IsHeading(ClauseView view)
    {
        var f = view.F;
        var first = f.Chunks.FindIndex(c => c.Kind != ChunkKind.Mark && !f.Is(f.Chunks.IndexOf(c), Cue.Article));
        return first >= 0 && f.Is(first, Cue.PlannedNoun) && f.Value(Cue.PlannedNoun) is "reminder"
            && first + 1 < f.Chunks.Count && f.Chunks[first + 1].Kind == ChunkKind.Mark && f.Times.Count > 0;
    }

    public static Frame Reminder(ClauseView view, int from)
    {
        var f = view.F;
        var topic = TopicReader.Of(view);
        if (topic is "reminder") topic = null;
        var times = PlanTimes.Of(view);
        if (times.Count(t => t is TimePiece.Clock) > 1 && times.All(t => t is TimePiece.Clock or TimePiece.Part))
            times = [.. times, new TimePiece.Every(new("DAILY"))];
        var recurrence = RecurrenceWriter.Write(times, view.Now);
        var when = recurrence is null ? AheadResolver.Resolve(times, view.Now)
            : AheadResolver.Resolve([.. times.OfType<TimePiece.Starting>()], view.Now);
        var note = f.Words(from, f.Chunks.Count);
        var slots = new Slots(
            Pets: view.Named,
            Topic: topic,
            Medication: topic is "medication" or "vaccination" ? f.Things.Medication : null,
            Food: topic is "feeding" ? f.Things.Food : null,
            Dose: topic is "medication" ? SlotReader.Read(Intents.LogMedication, f, null).Dose : null,
            Recurrence: recurrence, When: when?.When, WhenPrecision: when?.Precision,
            Note: note.Length > 0 ? note : null);
        if (topic is "feeding") slots = Amounts(slots, f);
        return new(Intents.CreateReminder, slots, 0.95);
    }

    private static Slots Amounts(Slots slots, Facts f)
    {
        var food = f.Find(MeasureKind.Food) ?? f.Find(MeasureKind.Mass);
        return food is null ? slots : slots with { Amount = food.Value, Unit = food.Unit };
    }

    private static Frame? Skip(ClauseView view)
    {
        var f = view.F;
        var lead = f.Lead(Cue.SkipVerb);
        var isMiss = f.Is(f.First(Cue.SkipVerb), Cue.SkipNoun);
        // "Leave the tablet out"; "leave Max at home" leaves nothing out.
        if (lead >= 0 && f.Is(f.First(Cue.SkipVerb), Cue.LeaveVerb) && !f.Has(Cue.Out)) return null;
        if (lead < 0 && !isMiss) return null;
        // "Miss" and "do without" need an occurrence to leave out.
        if (!view.IsCare && f.Values(Cue.PlannedNoun).FirstOrDefault() is null && !IsPointed(f, lead)) return null;
        return PlanTimes.Item(view, new(Intents.Skip, Item(view), 0.95));
    }

    // "Skip this one", "tick it off", "push that to tomorrow": the item that was just spoken of.
    private static bool IsPointed(Facts f, int verb)
    {
        if (verb < 0) return false;
        var hasPointer = false;
        for (var c = verb + 1; c < f.Chunks.Count; c++)
        {
            if (f.Chunks[c].Kind is ChunkKind.Mark or ChunkKind.Time or ChunkKind.Measure) continue;
            if (f.Is(c, Cue.Pointer)) hasPointer = true;
            else if (!f.Is(c, Cue.Skip) && !f.Is(c, Cue.Done) && !f.Is(c, Cue.Filler) && !f.Is(c, Cue.CompleteVerb)
                && !f.Is(c, Cue.Earlier) && !f.Is(c, Cue.To))
                return false;
        }

        return hasPointer;
    }

    private static Frame? Cancel(ClauseView view)
    {
        var f = view.F;
        var noun = f.Values(Cue.PlannedNoun).FirstOrDefault();
        var isStrong = f.Lead(Cue.CancelVerb) >= 0 && !f.Has(Cue.UndoObject);
        var isNoun = noun is not null || view.Any(Cue.Kind) || f.IsAhead;
        var isWeak = isNoun && (f.Lead(Cue.RemoveVerb) >= 0 || f.Has(Cue.NoNeed) || f.Lead(Cue.CancelVerb) >= 0
            || f.Is(f.First(Cue.CancelVerb), Cue.CancelledState));
        if (!isStrong && !isWeak) return null;
        if (!view.IsCare && (noun is null || f.HasAny(Cue.HouseTask, Cue.Human))) return null;
        if ((f.Has(Cue.UndoNow) && !(f.Has(Cue.NoNeed) && isNoun))
            || (f.Is(f.First(Cue.CancelVerb) + 1, Cue.UndoObject) && !isNoun)) return null;
        return PlanTimes.Item(view, new(Intents.Cancel, Item(view), 0.95));
    }

    private static Frame? Complete(ClauseView view)
    {
        var f = view.F;
        var isReminder = f.Values(Cue.PlannedNoun).Contains("reminder", StringComparer.Ordinal);
        var isState = f.HasAny(Cue.Done) && !f.Has(Cue.Negation)
            && (isReminder || (f.Has(Cue.BeAux) || f.HasSuffix) && NamesByClock(f));
        var lead = f.Lead(Cue.CompleteVerb);
        var isSetDone = f.Lead(Cue.SetVerb) >= 0 && f.First(Cue.Done) > 0
            && view.S.Is(f.Chunks[f.First(Cue.Done) - 1].Start, Cue.AsState);
        if (IsPointed(f, lead) || f.Has(Cue.ThatsDone)) return new(Intents.CompleteReminder, new Slots(), 0.9);
        if (lead < 0 && !isState && !isSetDone) return null;
        if (!view.IsCare && !isReminder) return null;
        return PlanTimes.Item(view, new(Intents.CompleteReminder, Item(view), 0.95));
    }

    // "The six o'clock pill is done": a clock before what it names.
    private static bool NamesByClock(Facts f)
    {
        var clock = f.Chunks.FindIndex(c => c.Time is TimePiece.Clock);
        return clock >= 0 && (f.Is(clock + 1, Cue.CareTopic) || f.Is(clock + 1, Cue.MedicineHead)
            || f.Is(clock + 1, Cue.Medicine));
    }

    private static Frame? Reschedule(ClauseView view)
    {
        var f = view.F;
        var isSnooze = f.Lead(Cue.Snooze) >= 0;
        var isMoved = f.Has(Cue.MovedTo) && view.Any(Cue.Kind) && f.Times.Count > 0 && f.HasPet;
        var lead = f.Lead(Cue.Reschedule);
        if (lead < 0 && !isSnooze && !isMoved) return null;
        var planned = f.Values(Cue.PlannedNoun).FirstOrDefault();
        var isPointed = !view.IsCare && planned is null && IsPointed(f, lead);
        if (!isSnooze && !isPointed && !view.IsCare && (planned is null
            || f.HasAny(Cue.HouseTask, Cue.Human))) return null;
        var frame = PlanTimes.Moved(view, new(Intents.Reschedule, Item(view), 0.95), isSnooze);
        var isMove = frame.Slots is not { When: null, Days: null, DurationMinutes: null };
        if (isPointed) return isMove && (!IsPut(f) || HasTarget(view)) ? frame : null;
        if (IsWeak(f, lead) && !isSnooze && !isMoved)
            return isMove && IsItem(frame.Slots) && (!IsPut(f) || HasTarget(view)) ? frame : null;
        return IsItem(frame.Slots) || isSnooze || isMoved ? frame : null;
    }

    private static bool IsItem(Slots slots) =>
        slots is not { AppointmentKind: null, Topic: null, Note: null };

    private static bool IsWeak(Facts f, int lead) =>
        lead >= 0 && f.Is(f.First(Cue.Reschedule), Cue.MoveWeak);

    private static bool IsPut(Facts f) => f.Is(f.First(Cue.Reschedule), Cue.MovePut);

    private static bool HasTarget(ClauseView view) => view.F.HasAny(Cue.Earlier, Cue.InPlaceOf)
        || view.F.Chunks.Exists(c => view.S.Is(c.Start, Cue.Target));

    private static Frame? Book(ClauseView view)
    {
        var f = view.F;
        if ((TopicReader.KindOf(f) ?? Continued(view)) is not { } kind || !view.IsCare || f.Has(Cue.Hedge)) return null;
        var isCommand = f.Lead(Cue.BookVerb) >= 0 && !f.HasAny(Cue.Gave, Cue.Did);
        var ahead = IsPlanned(view);
        var isStated = f.Has(Cue.Booked) && (f.HasPet || f.Has(Cue.BookVerb)) && (ahead
            || f.Is(f.First(Cue.Booked), Cue.BookedNow));
        var isBare = f.HasPet && ahead && !f.HasAny(Cue.Had, Cue.Gave, Cue.Did, Cue.Took, Cue.Done, Cue.Been,
            Cue.Weighed,
            Cue.Medicated, Cue.Fed, Cue.Walked);
        var isPast = f.HasAny(Cue.Negation, Cue.Weighed) || (f.HasAny(Cue.Had, Cue.Gave) && !ahead);
        if (isPast || (!isCommand && !isStated && !isBare)) return null;
        if (isCommand && !ahead && IsLogged(view, kind)) return null;
        return Appointment(view, kind);
    }

    // "Cancel the groomer and book him in for Tuesday"
    private static string? Continued(ClauseView view) =>
        view.F.Lead(Cue.BookVerb) >= 0 && view.F.Is(view.F.First(Cue.BookVerb), Cue.BookStrong)
            ? view.Before?.Slots.AppointmentKind : null;

    // "Log a nail trim for Pip" happened; a groomer or a vet is gone to.
    private static bool IsLogged(ClauseView view, string kind) =>
        view.Mood is Mood.LogCommand or Mood.Statement && kind is "nail trim" or "grooming" or "vaccination"
            or "dental" or "training"
            && !view.F.HasAny(Cue.Booked) && !view.F.Is(view.F.First(Cue.BookVerb), Cue.BookStrong);

    private static bool IsPlanned(ClauseView view) =>
        view.F.Times.Exists(t => t is TimePiece.Date or TimePiece.Weekday or TimePiece.Week or TimePiece.NamedMonth
            or TimePiece.Weekend { Offset: >= 0 } or TimePiece.Day { Offset: >= 0 } or TimePiece.Months { Offset: > 0 }
            or TimePiece.Clock or TimePiece.CalendarMonth { Offset: > 0 } or TimePiece.MinutesAhead
                or TimePiece.Starting)
        && !view.F.Times.Exists(t => t is TimePiece.Day { Offset: < 0 } or TimePiece.MinutesAgo
            or TimePiece.Week { Offset: < 0 });

    public static Frame Appointment(ClauseView view, string? kind, TimePiece.Day? day = null)
    {
        var times = PlanTimes.Of(view);
        // "From the ninth to the sixteenth" begins on the ninth.
        if (times.OfType<TimePiece.Starting>().FirstOrDefault() is { } starting) times = [starting];
        var when = AheadResolver.Resolve(day is null ? times : [.. times, day], view.Now);
        return new(Intents.CreateAppointment,
            new(Pets: view.Named, AppointmentKind: kind, When: when?.When, WhenPrecision: when?.Precision), 0.9);
    }

    // "Eye gel for Luna every four hours until Sunday", "feed Max every day at seven"
    private static Frame? Course(ClauseView view)
    {
        var f = view.F;
        if (!f.Times.Exists(t => t is TimePiece.Every) || f.HasAny(Cue.Hedge, Cue.Negation)) return null;
        var isOrder = f.Lead(Cue.FeedBase, Cue.WalkBase) >= 0 || f.Has(Cue.Future);
        var isCourse = f.Things.Medication is not null && !f.HasAny(Cue.Fed, Cue.Ate, Cue.BePast);
        if (!isCourse && (!isOrder || f.HasAny(Cue.Fed, Cue.Ate, Cue.Walked))) return null;
        return view.IsCare ? Reminder(view, 0) : null;
    }
}
