namespace PawPal.Speech.Grammar;

/// <summary>Says sentences of a grammar at random, always the same ones for the same grammar.</summary>
internal sealed class SentenceSampler
{
    private const ulong Seed = 0x5EED_0F_7A6E5;

    private readonly Node[] _nodes;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private ulong _state = Seed;

    public SentenceSampler(JsgfGrammar grammar)
    {
        var nodes = new List<Node>();
        var rules = new Dictionary<string, int>(StringComparer.Ordinal);
        Root = Compile(new Expansion.Reference(grammar.PublicRule), grammar, nodes, rules);
        _nodes = [.. nodes];
    }

    /// <summary>The word of each number that <see cref="Append(List{int})"/> gives.</summary>
    public IReadOnlyList<string> Words => _words;

    private int Root { get; }

    /// <summary>Appends one sentence as numbers of words.</summary>
    public void Append(List<int> sentence) => Append(Root, sentence);

    private void Append(int node, List<int> sentence)
    {
        ref readonly var current = ref _nodes[node];
        switch (current.Kind)
        {
            case NodeKind.Word:
                sentence.Add(current.Word);
                break;
            case NodeKind.Sequence:
                foreach (var part in current.Parts)
                    Append(part, sentence);
                break;
            default:
                if (current.IsOptional && NextUnit() < 0.5)
                    break;
                var pick = NextUnit() * current.Cumulative[^1];
                var option = 0;
                while (option < current.Cumulative.Length - 1 && current.Cumulative[option] <= pick)
                    option++;
                Append(current.Parts[option], sentence);
                break;
        }
    }

    private int Compile(Expansion expansion, JsgfGrammar grammar, List<Node> nodes, Dictionary<string, int> rules)
    {
        switch (expansion)
        {
            case Expansion.Word word:
                nodes.Add(new Node(NodeKind.Word, IdOf(word.Text), [], [], false));
                return nodes.Count - 1;
            case Expansion.Reference reference:
                if (!rules.TryGetValue(reference.Rule, out var known))
                {
                    known = Compile(grammar[reference.Rule], grammar, nodes, rules);
                    rules.Add(reference.Rule, known);
                }

                return known;
            case Expansion.Sequence sequence:
                int[] parts = [.. sequence.Parts.Select(part => Compile(part, grammar, nodes, rules))];
                nodes.Add(new Node(NodeKind.Sequence, 0, parts, [], false));
                return nodes.Count - 1;
            case Expansion.Choice choice:
                int[] options = [.. choice.Options.Select(option => Compile(option.Body, grammar, nodes, rules))];
                nodes.Add(new Node(NodeKind.Choice, 0, options, Cumulate(choice), choice.IsOptional));
                return nodes.Count - 1;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static double[] Cumulate(Expansion.Choice choice)
    {
        var sum = 0.0;
        return [.. choice.Options.Select(option => sum += option.Weight)];
    }

    private int IdOf(string word)
    {
        if (_ids.TryGetValue(word, out var id))
            return id;
        _words.Add(word);
        return _ids[word] = _words.Count - 1;
    }

    // SplitMix64: a few lines that give the same numbers on every runtime, which System.Random does not promise.
    private double NextUnit()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private enum NodeKind
    {
        Word,
        Sequence,
        Choice,
    }

    private readonly record struct Node(NodeKind Kind, int Word, int[] Parts, double[] Cumulative, bool IsOptional);
}
