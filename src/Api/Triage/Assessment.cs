using System.Collections.Frozen;
using PawPal.Api.FoodSafety;
using PawPal.Api.Medications;
using PawPal.Api.Text;
using PawPal.Contracts.Triage;

namespace PawPal.Api.Triage;

/// <summary>
/// Which rules fire. What no rule knows is never green: that nothing is known of a sign does not make it harmless.
/// </summary>
internal static class Assessment
{
    public const string Red = "red";
    public const string Yellow = "yellow";
    public const string Green = "green";

    private const int MostBetween = 2;
    private const int YoungMonths = 12;
    private const int OldMonths = 120;

    private static readonly string[] WorstFirst = [Red, Yellow, Green];

    private static readonly (Rule Rule, string[][] Signs)[] Rules =
        [.. Rule.All.Select(rule => (rule, rule.Signs.Select(LooseWords.Of).ToArray()))];

    // Who, when and how: no sign of anything.
    private static readonly FrozenSet<string> Filler = new[]
    {
        "a", "after", "ago", "again", "all", "an", "and", "asleep", "at", "before", "bit", "day", "dinner", "breakfast",
        "evening", "few", "food", "for", "had", "has", "he", "her", "his", "hour", "hours", "i", "in", "is", "it",
            "its",
        "just", "last", "little", "meal", "minutes", "morning", "my", "night", "of", "on", "once", "one", "our", "she",
        "since", "some", "the", "they", "this", "time", "to", "today", "up", "was", "while", "yesterday",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Eating = ["ate", "eaten", "eating", "eat", "swallowed", "licked", "chewed", "had"];

    /// <summary>The worst first; empty when none fires.</summary>
    public static IReadOnlyList<TriageRule> Of(TriageCase asked)
    {
        var words = LooseWords.Of(asked.Signs);
        var said = new bool[words.Length];
        // All signs are looked for, also after one was found: what is left unread must be known.
        var named = Rules.Where(one => one.Signs.Where(sign => Says(words, sign, said)).ToList() is [_, ..])
            .Select(one => one.Rule).ToList();
        var isAllRead = words.Where((_, place) => !said[place]).All(
            word => Filler.Contains(word) || LooseWords.Of(asked.Name).Contains(word, StringComparer.Ordinal));
        var fired = Rules.Select(one => one.Rule)
            .Where(rule => (rule.Signs.Count == 0 || named.Contains(rule)) && Fits(rule, asked, named))
            .Where(rule => rule.Level != Green || isAllRead)
            .OrderByDescending(rule => rule.MedicineClass is not null)
            .Select(rule => new TriageRule(rule.Id, rule.Level, rule.Why, rule.Sources, rule.Evidence))
            .ToList();
        if (Eaten(words, asked) is { } eaten)
            fired.Add(eaten);
        var worst = fired.OrderBy(rule => Array.IndexOf(WorstFirst, rule.Level)).ToList();
        // Green rules speak only when nothing worse does.
        return worst.Count > 0 && worst[0].Level != Green ? [.. worst.Where(rule => rule.Level != Green)] : worst;
    }

    /// <summary>Yellow where no rule knows the signs.</summary>
    public static string LevelOf(IReadOnlyList<TriageRule> fired) => fired.Count == 0 ? Yellow : fired[0].Level;

    public static IReadOnlyList<string> WatchFor(IReadOnlyList<TriageRule> fired) =>
        [.. fired.SelectMany(one => Rule.All.Where(rule => rule.Id == one.Id).SelectMany(rule => rule.Watch))
            .Distinct(StringComparer.Ordinal)];

    private static bool Fits(Rule rule, TriageCase asked, List<Rule> named) =>
        (rule.Species is null || rule.Species.Contains(asked.Species, StringComparer.Ordinal))
        && (rule.MinHoursSinceAte is not { } hours || asked.HoursSinceAte >= hours)
        && (rule.MinBreaths is not { } least || asked.Breaths >= least)
        && (rule.MaxBreaths is not { } most || asked.Breaths <= most)
        && (rule.AboveBaseline is not { } percent
            || (asked is { Breaths: { } now, UsualBreaths: { } usual } && now * 100 > usual * (100 + percent)))
        && (rule.MinTimes is not { } times || asked.Times >= times)
        && (rule.MaxTimes is not { } few || asked.Times <= few)
        && (!rule.WithOtherSigns || HasOthers(rule, named, asked))
        && (!rule.YoungOrOld || asked.AgeMonths is null or < YoungMonths or >= OldMonths)
        && (!rule.Adult || (asked.AgeMonths is >= YoungMonths and < OldMonths && !HasOthers(rule, named, asked)))
        && (rule.MedicineClass is not { } wanted || asked.Medicines.Any(medicine => Medicine.IngredientsOf(medicine)
            .Any(one => one.Class == wanted || (wanted is "nsaid" && one.Class is "human-nsaid"))));

    // Vomiting is in several rules: another sign is one that none of the words of this rule says.
    private static bool HasOthers(Rule rule, List<Rule> named, TriageCase asked) => named.Any(other =>
        (other.Species is null || other.Species.Contains(asked.Species, StringComparer.Ordinal))
        && other.MedicineClass is null
        && !other.Signs.Any(sign => rule.Signs.Contains(sign, StringComparer.Ordinal)));

    private static TriageRule? Eaten(string[] words, TriageCase asked)
    {
        var at = Array.FindIndex(words, word => Eating.Contains(word, StringComparer.Ordinal));
        if (at < 0 || FoodFinder.Find(string.Join(' ', words[(at + 1)..]), asked.Species) is not { } food)
            return null;
        var verdict = FoodFinder.VerdictOf(food, asked.Species);
        var level = verdict is Verdicts.Emergency or Verdicts.Danger ? Red
            : Verdicts.IsHarmful(verdict) ? Yellow : null;
        return level is null ? null : new TriageRule(
            "eaten", level, $"{char.ToUpperInvariant(food.Name[0])}{food.Name[1..]}: {verdict} for a {asked.Species}.",
            food.Sources, food.Evidence);
    }

    /// <summary>The words of a sign in their order, at most two others between them, and no "no" before.</summary>
    /// <param name="said">Marked where the sign was found.</param>
    private static bool Says(string[] words, string[] sign, bool[] said)
    {
        var isSaid = false;
        for (var start = 0; start < words.Length; start++)
        {
            if (!LooseWords.IsLike(words[start], sign[0]) || IsDenied(words, start))
                continue;
            var (place, next) = (start, 1);
            var found = new List<int> { start };
            for (var step = start + 1; step < words.Length && next < sign.Length
                && step - place <= MostBetween + 1; step++)
            {
                if (!LooseWords.IsLike(words[step], sign[next]))
                    continue;
                (place, next) = (step, next + 1);
                found.Add(step);
            }

            if (next < sign.Length)
                continue;
            isSaid = true;
            foreach (var one in found)
                said[one] = true;
        }

        return isSaid;
    }

    private static bool IsDenied(string[] words, int at) => at > 0
        && words[at - 1] is "no" or "not" or "without" or "never";
}
