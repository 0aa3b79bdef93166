namespace PawPal.Speech.Grammar;

/// <summary>The part of JSGF that the commands are written in: rules, |, (), [], weights and comments.</summary>
internal sealed class JsgfGrammar
{
    private readonly Dictionary<string, Expansion> _rules = new(StringComparer.Ordinal);

    private JsgfGrammar(string publicRule) => PublicRule = publicRule;

    public string PublicRule { get; }

    public Expansion this[string rule] => _rules[rule];

    public IEnumerable<string> Words => _rules.Values.SelectMany(WordsOf).Distinct(StringComparer.Ordinal);

    /// <exception cref="FormatException">The text is not of this part of JSGF, or names a rule it does not
    /// have.</exception>
    public static JsgfGrammar Parse(string text)
    {
        var tokens = JsgfTokens.Of(text);
        var rules = new JsgfRuleReader(tokens).ReadAll();
        var grammar = new JsgfGrammar(
            rules.FirstOrDefault(rule => rule.IsPublic).Name ?? throw new FormatException("No public rule"));
        foreach (var (name, _, body) in rules)
            grammar._rules.Add(name, body);
        var missing = grammar._rules.Values.SelectMany(ReferencesOf)
            .FirstOrDefault(name => !grammar._rules.ContainsKey(name));
        return missing is null ? grammar : throw new FormatException($"No rule <{missing}>");
    }

    private static IEnumerable<string> WordsOf(Expansion expansion) => expansion switch
    {
        Expansion.Word word => [word.Text],
        Expansion.Sequence sequence => sequence.Parts.SelectMany(WordsOf),
        Expansion.Choice choice => choice.Options.SelectMany(option => WordsOf(option.Body)),
        _ => [],
    };

    private static IEnumerable<string> ReferencesOf(Expansion expansion) => expansion switch
    {
        Expansion.Reference reference => [reference.Rule],
        Expansion.Sequence sequence => sequence.Parts.SelectMany(ReferencesOf),
        Expansion.Choice choice => choice.Options.SelectMany(option => ReferencesOf(option.Body)),
        _ => [],
    };
}

/// <summary>What a rule may say.</summary>
internal abstract record Expansion
{
    internal sealed record Word(string Text) : Expansion;

    internal sealed record Reference(string Rule) : Expansion;

    internal sealed record Sequence(IReadOnlyList<Expansion> Parts) : Expansion;

    /// <param name="IsOptional">Written in brackets: half of the time nothing is said.</param>
    internal sealed record Choice(IReadOnlyList<(double Weight, Expansion Body)> Options, bool IsOptional) : Expansion;
}
