namespace PawPal.Understanding;

/// <summary>The household's pets by every word that names them.</summary>
internal sealed class PetIndex
{
    private readonly Dictionary<string, List<(string[] Tokens, int Pet)>> _names = new(StringComparer.Ordinal);
    private readonly List<(string Word, int Pet)> _singleWords = [];
    private readonly IReadOnlyList<KnownPet> _pets;

    public PetIndex(IReadOnlyList<KnownPet> pets, Lexicon lexicon)
    {
        _pets = pets;
        All = [.. pets.Select(p => p.Name)];
        for (var i = 0; i < pets.Count; i++)
        {
            Add(pets[i].Name, i, lexicon);
            foreach (var nickname in pets[i].Nicknames ?? []) Add(nickname, i, lexicon);
        }
    }

    public IReadOnlyList<string> All { get; }

    public IReadOnlyList<string> OfSpecies(string species) =>
        [.. _pets.Where(p => string.Equals(p.Species, species, StringComparison.OrdinalIgnoreCase))
            .Select(p => p.Name)];

    public string? SpeciesOf(string name) =>
        _pets.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal))?.Species;

    /// <summary>The pets whose name starts at <paramref name="i"/>, longest name first.</summary>
    public (IReadOnlyList<string> Pets, int End)? Named(Sentence s, int i)
    {
        if (!s[i].IsWord) return null;
        var best = 0;
        var found = new List<string>(1);
        foreach (var word in Forms(s, i))
        {
            if (!_names.TryGetValue(word, out var names)) continue;
            foreach (var (tokens, pet) in names)
            {
                if (tokens.Length < best || !Stands(s, i, tokens)) continue;
                if (tokens.Length > best) found.Clear();
                best = tokens.Length;
                if (!found.Contains(_pets[pet].Name, StringComparer.Ordinal)) found.Add(_pets[pet].Name);
            }

            if (best > 0) break;
        }

        return best == 0 ? null : (found, i + best);
    }

    /// <summary>The pets that a misspelt or misheard word may mean: the closest, all of them if they are as
    /// close.</summary>
    public IReadOnlyList<string> Like(string heard)
    {
        var best = int.MaxValue;
        var found = new List<string>(1);
        foreach (var (word, pet) in _singleWords)
        {
            if (Sound.Closeness(heard, word) is not { } closeness || closeness > best) continue;
            if (closeness < best) found.Clear();
            best = closeness;
            if (!found.Contains(_pets[pet].Name, StringComparer.Ordinal)) found.Add(_pets[pet].Name);
        }

        return found;
    }

    // "Luna", and "lunas" where a recogniser joined the ending.
    private static IEnumerable<string> Forms(Sentence s, int i)
    {
        var word = s[i].Text;
        yield return word;
        if (s.Find(i, Cue.Title) is { Length: > 0 } title) yield return title.Value;
        if (!s.Lexicon.Knows(word) && s.Lexicon.WithoutOwnerEnding(word) is { } owner) yield return owner;
    }

    private static bool Stands(Sentence s, int at, string[] tokens)
    {
        if (at + tokens.Length > s.Count) return false;
        for (var k = 1; k < tokens.Length; k++)
        {
            var word = s[at + k].Text;
            var isJoined = k == tokens.Length - 1
                && string.Equals(s.Lexicon.WithoutOwnerEnding(word), tokens[k], StringComparison.Ordinal);
            if (!isJoined && !string.Equals(word, tokens[k], StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private void Add(string name, int pet, Lexicon lexicon)
    {
        string[] tokens = [.. lexicon.Tokenizer.Tokenize(name.Length > 80 ? name[..80] : name).Where(t => !t.IsMark)
            .Select(t => lexicon.Titles.GetValueOrDefault(t.Text, t.Text))];
        if (tokens.Length == 0) return;
        AddTokens(tokens, pet);
        var isTitled = tokens.Length == 2 && lexicon.Titles.Values.Contains(tokens[0], StringComparer.Ordinal);
        if (isTitled) AddTokens(tokens[1..], pet);
    }

    private void AddTokens(string[] tokens, int pet)
    {
        if (!_names.TryGetValue(tokens[0], out var names)) _names[tokens[0]] = names = [];
        names.Add((tokens, pet));
        if (tokens.Length == 1) _singleWords.Add((tokens[0], pet));
    }
}
