using System.Globalization;

namespace PawPal.Speech.Grammar;

/// <summary>Recursive descent over the tokens of a grammar.</summary>
internal sealed class JsgfRuleReader(IReadOnlyList<string> tokens)
{
    private int _at;

    public List<(string Name, bool IsPublic, Expansion Body)> ReadAll()
    {
        var rules = new List<(string, bool, Expansion)>();
        while (_at < tokens.Count)
        {
            var isPublic = Skip("public");
            var name = Next();
            if (name[0] != '<')
                throw new FormatException($"A rule begins with its name, not with '{name}'");
            Expect("=");
            var body = ReadAlternatives(isOptional: false);
            Expect(";");
            rules.Add((name[1..^1], isPublic, body));
        }

        return rules;
    }

    private Expansion ReadAlternatives(bool isOptional)
    {
        var options = new List<(double, Expansion)>();
        do
        {
            options.Add(ReadWeighted());
        }
        while (Skip("|"));

        return options is [(_, var only)] && !isOptional ? only : new Expansion.Choice(options, isOptional);
    }

    private (double Weight, Expansion Body) ReadWeighted()
    {
        var weight = 1.0;
        if (Peek() is ['/', ..])
            weight = double.Parse(Next().Trim('/'), CultureInfo.InvariantCulture);
        var parts = new List<Expansion>();
        while (Peek() is not (null or "|" or ")" or "]" or ";"))
            parts.Add(ReadPart());
        return parts switch
        {
            [] => throw new FormatException("An empty alternative"),
            [var only] => (weight, only),
            _ => (weight, new Expansion.Sequence(parts)),
        };
    }

    private Expansion ReadPart()
    {
        var token = Next();
        switch (token)
        {
            case "(":
                var group = ReadAlternatives(isOptional: false);
                Expect(")");
                return group;
            case "[":
                var optional = ReadAlternatives(isOptional: true);
                Expect("]");
                return optional;
            case ['<', ..]:
                return new Expansion.Reference(token[1..^1]);
            case [(>= 'a' and <= 'z') or '\'', ..]:
                return new Expansion.Word(token);
            default:
                throw new FormatException($"Unexpected '{token}' in a grammar");
        }
    }

    private string? Peek() => _at < tokens.Count ? tokens[_at] : null;

    private string Next() =>
        _at < tokens.Count ? tokens[_at++] : throw new FormatException("The grammar ends in a rule");

    private bool Skip(string token)
    {
        if (!string.Equals(Peek(), token, StringComparison.Ordinal))
            return false;
        _at++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Skip(token))
            throw new FormatException($"Expected '{token}' in a grammar, found '{Peek()}'");
    }
}
