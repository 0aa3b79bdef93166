namespace PawPal.Understanding;

/// <summary>Turns an utterance into frames. Pure: no input or output, no clock.</summary>
public static class Interpreter
{
    /// <summary>Longer texts are nobody's sentence to an assistant; they are out of scope at once.</summary>
    public const int LongestText = 1000;

    /// <summary>Codes of the languages that are understood, as <see cref="HouseholdContext.Language"/> takes
    /// them.</summary>
    public static IReadOnlyList<string> Languages => Language.Codes;

    /// <summary>Understands <paramref name="text"/>, typed or as a recogniser wrote it. Never throws for any
    /// text.</summary>
    /// <param name="conversation">The turn before, while it is fresh; without it every sentence stands on its
    /// own.</param>
    public static Understood Understand(string text, HouseholdContext household, Conversation? conversation = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(household);
        if (text.Length > LongestText) return OutOfScope() with { IsTooLong = true };
        var language = Language.Of(household.Language);
        var lexicon = language.Lexicon;
        var tokens = lexicon.Tokenizer.Tokenize(text);
        if (tokens.Count == 0) return OutOfScope();
        var sentence = new Sentence(tokens, lexicon, OwnWords(household, lexicon), text);
        var index = new PetIndex(household.Pets, lexicon);
        return new Reading(sentence, index, household with { Now = Countable(household.Now) },
            language.Model).Run(conversation);
    }

    /// <summary>What the classifier sees of a text; for its trainer.</summary>
    internal static List<int> FeaturesOf(string text, HouseholdContext household)
    {
        var lexicon = Language.Of(household.Language).Lexicon;
        var sentence = new Sentence(lexicon.Tokenizer.Tokenize(text), lexicon, [], text);
        var index = new PetIndex(household.Pets, lexicon);
        var chunks = new Chunker(sentence, new PetFinder(sentence, index)).Run();
        new WholeReader(sentence, index, household.Now).RemoveFillers(chunks);
        return Features.Of(sentence, chunks);
    }

    // Room to count back from the first years of the calendar and on from its last.
    private static DateTime Countable(DateTime now) =>
        now.Year < 100 ? new DateTime(100, 1, 1) : now.Year > 9900 ? new DateTime(9900, 1, 1) : now;

    private static Understood OutOfScope() => new([new Frame(Intents.OutOfScope, new Slots())]);

    private static List<Phrase> OwnWords(HouseholdContext household, Lexicon lexicon)
    {
        var own = new List<Phrase>();
        foreach (var name in household.Medications ?? []) Add(name, Cue.Medicine);
        foreach (var title in household.Reminders) Add(title, Cue.ReminderTitle);
        return own;

        void Add(string name, Cue cue)
        {
            string[] tokens = [.. lexicon.Tokenizer.Tokenize(name.Length > 80 ? name[..80] : name)
                .Where(t => !t.IsMark).Select(t => t.Text)];
            if (tokens.Length > 0) own.Add(new(tokens, cue, name));
        }
    }
}
