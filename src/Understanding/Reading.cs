namespace PawPal.Understanding;

/// <summary>One utterance on its way to frames.</summary>
internal sealed class Reading(Sentence s, PetIndex index, HouseholdContext household, IntentModel? classifier)
{
    private const double Sure = 0.5;

    private static readonly Cue[] OtherCare =
        [Cue.Plan, Cue.Potty, Cue.Grooming, Cue.Symptom, Cue.Future, Cue.HouseTask, Cue.Harmful, Cue.Safety];

    private readonly DateTime _now = household.Now;
    private readonly List<Frame> _frames = [];
    private readonly List<ClauseFrame> _read = [];
    private Question? _question;

    public Understood Run(Conversation? conversation = null)
    {
        var chunks = new Chunker(s, new PetFinder(s, index)).Run();
        var opening = new WholeReader(s, index, _now);
        if (conversation is not null && new FollowUp(s, index, _now, conversation).Read(chunks) is { } followed)
            return followed.Consent is not null ? followed
                : Confirmed(Finished(followed, new Facts(s, new Clause(chunks, null, false))));
        if (opening.IsGreeting(chunks)) return new([new(Intents.Greeting, new Slots(), 0.97)]);
        opening.RemoveFillers(chunks);
        if (chunks.TrueForAll(c => c.Kind == ChunkKind.Mark)) return Result();
        var guess = classifier?.Classify(Features.Of(s, chunks));
        var asks = AsksAt(chunks);
        var byRules = ByRules(opening, chunks, asks);
        var understood = guess is { } believed && Preferred(byRules, believed, chunks, asks) is { } better
            ? better : byRules;
        return Confirmed(understood);
    }

    // What cannot be undone, or may harm, waits for a yes; a question that is open comes first.
    private static Understood Confirmed(Understood understood) =>
        understood.Question is null && understood.Frames.Any(frame => frame.Risk is Risk.Explicit)
            ? understood with { Question = new(QuestionKind.Confirmation, "", []) } : understood;

    private Understood Finished(Understood understood, Facts f) =>
        understood with { Frames = [.. understood.Frames.Select(frame => Finished(frame, f))] };

    private Frame Finished(Frame frame, Facts f) => RiskReader.Read(frame with
    {
        Slots = Daylight.Adjust(frame.Slots, f, _now, household.TimeZone),
        Spans = SpanReader.Read(f, frame.Slots),
    }, f, household);

    private Understood ByRules(WholeReader opening, List<Chunk> chunks, bool asks)
    {
        var whole = new Facts(s, new Clause(chunks, null, false));
        if (opening.Read(whole, asks) is { } frame) return Finished(Ask(frame), whole);
        chunks = Corrections.Apply(s, chunks);
        foreach (var clause in ClauseSplitter.Split(s, chunks)) Read(clause, asks);
        if (Sharing.Apply(s, _read)) _question = null;
        Collect();
        return Result();
    }

    private Understood? Preferred(Understood byRules, Guess guess, List<Chunk> chunks, bool asks)
    {
        if (byRules.Frames is not [var ruled]) return null;
        if (SecondOpinion.IsNoBusiness(ruled.Intent, guess))
            return chunks.Exists(IsSomebody) ? null : new([new(Intents.OutOfScope, new())]);
        if (!SecondOpinion.IsPreferred(ruled.Intent, guess, classifier!)) return null;
        var f = new Facts(s, new Clause(chunks, null, false));
        var pets = PetResolver.Resolve(f, index, null);
        var view = View(f, MoodReader.Read(f, asks), pets, null, false);
        if (!SecondOpinion.MayStand(guess.Intent, view) || IntentReader.Read(guess.Intent, view) is not { } frame)
            return null;
        frame = frame with { Confidence = Math.Round(Math.Max(Sure, guess.Share), 2) };
        _question = null;
        var asked = Sharing.IsTold(frame) ? Ask(frame, f, pets) : AskOf(frame, view);
        return Finished(
            asked.Intent is Intents.AddPet ? Ask(asked) : new([asked], asked.Slots.Pets is null ? _question : null), f);
    }

    private bool IsSomebody(Chunk c) => c.Pet is not null || s.Is(c.Start, Cue.SubjectPronoun)
        || s.Is(c.Start, Cue.ObjectPronoun) || s.Is(c.Start, Cue.PossessivePronoun);

    private Understood Result() =>
        _frames.Count == 0 ? new([new Frame(Intents.OutOfScope, new Slots())]) : new(_frames, _question);

    private ClauseView View(Facts f, Mood mood, ResolvedPets pets, Frame? before, bool isElliptic) =>
        new(s, f, mood, pets, index, _now, before, isElliptic);

    private bool AsksAt(List<Chunk> chunks) =>
        chunks.FindLast(c => c.Kind == ChunkKind.Mark) is { } mark && s[mark.Start].Text is "?";

    private void Read(Clause clause, bool asks)
    {
        var before = _read.Count > 0 ? _read[^1] : null;
        var f = new Facts(s, clause) { Grazers = AllGraze(clause) };
        var model = clause.Model is not null || SaysOwn(f, before) ? before : null;
        var mood = model?.Mood ?? Continued(MoodReader.Read(f, asks && _read.Count == 0), before);
        if (model is not null && IsDenied(f)) mood = Mood.Unreal;
        // A pet that is only now added is meant by what follows: "add a cat called Oscar and book him in".
        var spokenOf = before?.Frame is { Intent: Intents.AddPet, Slots.Pets: { } added } ? added : before?.Pets.Pets;
        var pets = PetResolver.Resolve(f, index, spokenOf);
        _read.Add(new(f, mood, null, pets, false));
        var view = View(f, mood, pets, before?.Frame, clause.Model is not null);
        var frame = Planned(view) ?? mood switch
        {
            Mood.Statement or Mood.LogCommand => Log(f, mood, model, pets),
            Mood.Question => Query(f, pets),
            _ => null,
        };
        var refused = frame is null && (f.Doubt > 0.2 || f.HasAny(OtherCare));
        _read[^1] = new(f, mood, frame, pets, refused);
    }

    // "Luna had hers at nine": of what was spoken of before.
    private static bool SaysOwn(Facts f, ClauseFrame? before) => before?.Frame is not null && f.Has(Cue.OwnOne)
        && f.HasAny(Cue.Had, Cue.Ate, Cue.Gave) && f.Things is { Food: null, Medication: null };

    private Frame? Planned(ClauseView view)
    {
        var f = view.F;
        if (view.Before is { Intent: Intents.FoodSafety } asked && f.Has(Cue.QueryOpen)
            && SafetyReader.Frame(f, s, view.Pets) is { } more)
            return more with
            {
                Slots = more.Slots with
                {
                    Pets = more.Slots.Pets ?? asked.Slots.Pets,
                    Species = more.Slots.Species ?? asked.Slots.Species,
                },
            };
        var frame = AddPetReader.Read(f, s) ?? SafetyReader.Read(f, s, view.Pets, view.Mood is Mood.Question)
            ?? PlanReader.Read(view) ?? HandoverReader.Read(view) ?? AskReader.Read(view);
        if (frame is not null) return AskOf(frame, view);
        if (SignReader.Read(view) is not { } sign) return null;
        var when = When(f, LastWhen());
        if (when is { IsPast: false } && f.IsAhead) return null;
        return Ask(sign with { Slots = sign.Slots with { When = when?.When, WhenPrecision = when?.Precision } }, f,
            view.Pets);
    }

    // Which pet is asked only where it cannot be told; a plan may well concern no pet at all.
    private Frame AskOf(Frame frame, ClauseView view)
    {
        if (view.Pets is { Candidates.Count: > 0 } pets && frame.Intent is not Intents.FoodSafety
            && frame.Slots.Pets is null)
        {
            if (frame.Intent.StartsWith("query_", StringComparison.Ordinal) && pets.Candidates.Count < index.All.Count)
                return frame with { Slots = frame.Slots with { Pets = pets.Candidates } };
            _question ??= new(QuestionKind.Ambiguous, SlotNames.Pets, pets.Candidates);
        }

        return frame;
    }

    private static Understood Ask(Frame frame) => frame switch
    {
        { Intent: Intents.AddPet, Slots.Pets: null } => new([frame], new(QuestionKind.Missing, SlotNames.Pets, [])),
        _ => new([frame]),
    };

    private static bool IsDenied(Facts f) => f.HasAny(Cue.Negation, Cue.Future, Cue.Plan, Cue.Hedge);

    // "Did Max eat and have his pill?" asks twice.
    private static Mood Continued(Mood mood, ClauseFrame? before) =>
        before is { Mood: Mood.Question } && mood == Mood.Statement ? Mood.Question : mood;

    private bool AllGraze(Clause clause)
    {
        var pets = clause.Chunks.Where(c => c.Pet is not null).SelectMany(c => c.Pet!.Pets).ToArray();
        return pets.Length > 0 && Array.TrueForAll(pets, p =>
            s.Lexicon.StartingWith(index.SpeciesOf(p) ?? "").ToArray().Any(w => w.Cue == Cue.Grazer));
    }

    private Frame? Log(Facts f, Mood mood, ClauseFrame? model, ResolvedPets pets)
    {
        var read = LogReader.Read(f, model is null ? mood : Mood.LogCommand);
        if (read is null && model?.Frame is { } like
            && !f.HasAny(Cue.Symptom, Cue.Potty, Cue.Grooming))
            read = (like.Intent, 0.9);
        if (model?.Frame is { } said && KeepsIntent(f, said.Intent)
            && read is not null)
            read = (said.Intent, read.Value.Confidence);
        if (read is not { } log) return null;
        var slots = SlotReader.Read(log.Intent, f, model?.Frame?.Slots);
        if (log.Intent is Intents.LogMedication && slots.Medication is null && slots.Dose is null
            && !f.Has(Cue.Medicated))
            return null;
        var when = When(f, model?.Frame?.Slots.When ?? LastWhen());
        var confidence = log.Confidence * Math.Max(0, 1 - f.Doubt)
            * (pets.IsGuess ? 0.85 : 1) * (when is { IsPast: false } ? 0.4 : 1);
        if (confidence < Sure) return null;
        if (log.Intent is Intents.LogWeight) when = slots.WeightKg is not null && WeightIsClock(f) ? null : when;
        slots = slots with { When = when?.When, WhenPrecision = when?.Precision };
        return Ask(new(log.Intent, slots, Math.Round(confidence, 2)), f, pets);
    }

    private static bool KeepsIntent(Facts f, string intent) =>
        f.Things is { Medication: null, Food: null } && !f.HasAny(Cue.Meal, Cue.WalkNoun, Cue.Walked)
        || (intent is Intents.LogFeeding && f.Things.Food is not null && f.Things.Medication is null);

    private static bool WeightIsClock(Facts f) =>
        f.Measures.Count == 0 && f.Times.Exists(t => t is TimePiece.Clock { Number: not null });

    private DateTime? LastWhen() => _read.Select(r => r.Frame?.Slots.When).LastOrDefault(w => w is not null);

    private ResolvedTime? When(Facts f, DateTime? before)
    {
        if (f.Times.Count == 0) return null;
        return TimeResolver.Resolve(f.Times, _now, before);
    }

    private Frame Ask(Frame frame, Facts f, ResolvedPets pets)
    {
        if (pets.Pets is { Count: > 0 } named) return frame with { Slots = frame.Slots with { Pets = named } };
        if (pets.Candidates.Count > 0)
        {
            _question ??= new(QuestionKind.Ambiguous, SlotNames.Pets, pets.Candidates);
            return frame;
        }

        var could = frame.Intent is Intents.LogWalk && index.OfSpecies("dog") is { Count: > 0 } dogs ? dogs : index.All;
        if (could.Count == 1) return frame with { Slots = frame.Slots with { Pets = could } };
        if (f.HasPet) return frame;
        _question ??= new(QuestionKind.Missing, SlotNames.Pets, could);
        return frame;
    }

    private Frame? Query(Facts f, ResolvedPets pets)
    {
        if (QueryReader.Topic(f) is not { } topic) return null;
        var when = When(f, null);
        var slots = new Slots(When: when?.When, WhenPrecision: when?.Precision, Topic: topic,
            Medication: topic is "medication" ? f.Things.Medication ?? SlotReader.MedicineOfVerb(f) : null,
            Food: topic is "feeding" ? f.Things.Food : null);
        var frame = new Frame(Intents.QueryLast, slots, Math.Round(0.95 * Math.Max(0, 1 - f.Doubt), 2));
        if (frame.Confidence < Sure) return null;
        if (pets.Pets is { Count: > 0 } named) return frame with { Slots = slots with { Pets = named } };
        if (pets.Candidates.Count == 0) return frame;
        if (pets.Candidates.Count < index.All.Count)
            return frame with { Slots = slots with { Pets = pets.Candidates } };
        _question ??= new(QuestionKind.Ambiguous, SlotNames.Pets, pets.Candidates);
        return frame;
    }

    // "Put breakfast down, he ate the lot" is one meal.
    private bool Repeats(Frame frame) => _frames.Exists(f =>
        string.Equals(f.Intent, frame.Intent, StringComparison.Ordinal) && frame.Slots.Pets is { } pets
        && f.Slots.Pets is { } said && pets.SequenceEqual(said, StringComparer.Ordinal)
        && (frame.Slots.Topic is null || string.Equals(frame.Slots.Topic, f.Slots.Topic, StringComparison.Ordinal))
        && (frame.Slots.Symptom is null || string.Equals(frame.Slots.Symptom, f.Slots.Symptom,
            StringComparison.Ordinal))
        && frame.Slots with { Pets = null, Topic = null, Symptom = null } == new Slots());

    private void Collect()
    {
        var isIll = _read.Exists(r => r.Facts.Has(Cue.Symptom));
        foreach (var read in _read)
        {
            // "Ate grass and threw up" is a sign of illness, not a meal.
            var isSign = isIll && read.Facts.Has(Cue.Ate) && read.Frame?.Intent is Intents.LogFeeding;
            if (read.Frame is { } frame && !isSign && !Repeats(frame)) _frames.Add(Finished(frame, read.Facts));
        }

        if (_frames.Count > 0 && _read.Exists(r => r.IsRefused))
            _frames.Add(new(Intents.OutOfScope, new Slots()));
        if (_frames.Count == 0) _question = null;
        if (_frames.TrueForAll(f => f.Slots.Pets is not null || f.Intent is Intents.OutOfScope)) _question = null;
    }
}
