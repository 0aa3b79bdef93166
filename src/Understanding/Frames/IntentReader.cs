namespace PawPal.Understanding;

/// <summary>Fills the slots of an intent that is already known: the words are asked only for values.</summary>
internal static class IntentReader
{
    /// <summary>Null where the intent cannot stand on these words.</summary>
    public static Frame? Read(string intent, ClauseView view)
    {
        var f = view.F;
        return intent switch
        {
            Intents.LogFeeding or Intents.LogWalk or Intents.LogWeight =>
                Logged(view, intent, SlotReader.Read(intent, f, null)),
            Intents.LogMedication => Dosed(view),
            Intents.LogSymptom => f.Value(Cue.Symptom) is { } sign ? Logged(view, intent, new(Symptom: sign)) : null,
            Intents.LogPotty => Logged(view, intent, new(Topic: SignReader.PottyTopic(f))),
            Intents.LogGrooming => SignReader.GroomingTopic(view) is { } topic
                ? Logged(view, intent, new(Topic: topic, DurationMinutes: f.Find(MeasureKind.Duration)?.Value)) : null,
            Intents.LogNote => Note(view),
            Intents.CreateReminder => PlanReader.Reminder(view, f.First(Cue.Remind) + 1),
            Intents.CreateAppointment => TopicReader.KindOf(f) is { } kind ? PlanReader.Appointment(view, kind) : null,
            Intents.Reschedule => PlanTimes.Moved(view, new(intent, PlanReader.Item(view)), f.Has(Cue.Snooze)),
            Intents.Cancel or Intents.Skip or Intents.CompleteReminder =>
                PlanTimes.Item(view, new(intent, PlanReader.Item(view))),
            Intents.QueryLast or Intents.QueryHistory or Intents.QuerySchedule => Asked(view, intent),
            Intents.QueryWeight => new(intent, AskReader.Period(view, new(view.Named))),
            Intents.QueryPet => new(intent, new(view.Named, Topic: f.Values(Cue.FactTopic).FirstOrDefault()
                ?? TopicReader.Fact(view))),
            Intents.FoodSafety => SafetyReader.Frame(f, view.S, view.Pets),
            Intents.AddPet => AddPetReader.Frame(f, view.S),
            Intents.Undo => new(intent, new(view.Named, Topic: UndoReader.Topic(f))),
            Intents.HandoverSummary => HandoverReader.Frame(view),
            Intents.Help or Intents.Greeting => new(intent, new()),
            _ => null,
        };
    }

    private static Frame Logged(ClauseView view, string intent, Slots slots)
    {
        var when = view.F.Times.Count == 0 ? null : TimeResolver.Resolve(view.F.Times, view.Now);
        return new(intent, slots with { When = when?.When, WhenPrecision = when?.Precision });
    }

    private static Frame? Dosed(ClauseView view)
    {
        var slots = SlotReader.Read(Intents.LogMedication, view.F, null);
        return slots.Medication is null && slots.Dose is null ? null : Logged(view, Intents.LogMedication, slots);
    }

    private static Frame? Note(ClauseView view)
    {
        var f = view.F;
        var from = Math.Max(NoteReader.Start(f), f.Lead(Cue.NoteLead, Cue.LogVerb) + 1);
        var note = f.Original(from, f.Chunks.Count);
        return note.Length == 0 ? null : new(Intents.LogNote, new(view.Named, Note: note));
    }

    private static Frame Asked(ClauseView view, string intent)
    {
        var f = view.F;
        var topic = TopicReader.Of(view);
        var slots = new Slots(view.Named, Topic: topic, Medication: topic is "medication" ? f.Things.Medication : null,
            Food: topic is "feeding" ? f.Things.Food : null, Symptom: topic is "symptom" ? f.Value(Cue.Symptom) : null);
        return new(intent, intent switch
        {
            Intents.QuerySchedule => AskReader.Future(view, slots with { Symptom = null, Food = null }),
            Intents.QueryHistory => AskReader.Period(view, slots),
            _ => Logged(view, intent, slots with { Symptom = null }).Slots,
        });
    }
}
