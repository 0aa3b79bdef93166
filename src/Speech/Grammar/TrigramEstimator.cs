using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PawPal.Speech.Grammar;

/// <summary>
/// A trigram model with Witten-Bell discounting, written in ARPA's format: what follows a pair of words often is
/// likely,
/// and what never followed it gets the share that new words had there so far.
/// </summary>
internal sealed class TrigramEstimator
{
    private const int BitsOfWord = 20;
    private const int WordMask = (1 << BitsOfWord) - 1;
    private const double LowestLog = -99;

    private readonly string[] _words;
    private readonly Dictionary<long, int> _pairs = [];
    private readonly Dictionary<long, int> _triples = [];
    private readonly int[] _singles;

    /// <param name="words">The words of the numbers in the sentences.</param>
    public TrigramEstimator(IReadOnlyList<string> words)
    {
        if (words.Count + 2 > WordMask)
            throw new ArgumentException("Too many words", nameof(words));
        _words = ["<s>", "</s>", .. words];
        _singles = new int[_words.Length];
    }

    /// <summary>Counts one sentence.</summary>
    public void Add(ReadOnlySpan<int> sentence)
    {
        const int Start = 0, End = 1;
        var before = -1;
        var last = Start;
        for (var i = 0; i <= sentence.Length; i++)
        {
            var word = i < sentence.Length ? sentence[i] + 2 : End;
            _singles[word]++;
            CollectionsMarshal.GetValueRefOrAddDefault(_pairs, Pair(last, word), out _)++;
            if (before >= 0)
            {
                var triple = Pair(before, last) << BitsOfWord | (uint)word;
                CollectionsMarshal.GetValueRefOrAddDefault(_triples, triple, out _)++;
            }

            (before, last) = (last, word);
        }
    }

    /// <summary>The model in ARPA's format; the same sentences give the same bytes.</summary>
    public string ToArpa()
    {
        var text = new StringBuilder(1 << 20);
        text.Append(CultureInfo.InvariantCulture, $"\n\\data\\\nngram 1={_words.Length}\n")
            .Append(CultureInfo.InvariantCulture, $"ngram 2={_pairs.Count}\nngram 3={_triples.Count}\n");
        var singles = WriteSingles(text);
        var pairs = WritePairs(text, singles);
        WriteTriples(text, pairs);
        return text.Append("\n\\end\\\n").ToString();
    }

    private double[] WriteSingles(StringBuilder text)
    {
        var total = (double)_singles.Sum();
        var seen = _singles.Count(count => count > 0);
        var probabilities = _singles.Select(count => (count + (double)seen / _words.Length) / (total + seen)).ToArray();
        var (followers, kinds) = Histories(_pairs, key => key >> BitsOfWord);
        text.Append("\n\\1-grams:\n");
        for (var word = 0; word < _words.Length; word++)
        {
            // The start of a sentence is never heard: it only has what follows it.
            var log = word == 0 ? LowestLog : Math.Log10(probabilities[word]);
            Write(text, log, _words[word], BackOff(followers, kinds, word));
        }

        return probabilities;
    }

    private Dictionary<long, double> WritePairs(StringBuilder text, double[] singles)
    {
        var (total, kinds) = Histories(_pairs, key => key >> BitsOfWord);
        var (followers, followerKinds) = Histories(_triples, key => key >> BitsOfWord);
        var probabilities = new Dictionary<long, double>(_pairs.Count);
        text.Append("\n\\2-grams:\n");
        foreach (var (key, count) in _pairs.OrderBy(pair => pair.Key))
        {
            var history = key >> BitsOfWord;
            var probability = (count + kinds[history] * singles[key & WordMask]) / (total[history] + kinds[history]);
            probabilities.Add(key, probability);
            Write(
                text, Math.Log10(probability), $"{_words[history]} {_words[key & WordMask]}",
                BackOff(followers, followerKinds, key));
        }

        return probabilities;
    }

    private void WriteTriples(StringBuilder text, Dictionary<long, double> pairs)
    {
        var (total, kinds) = Histories(_triples, key => key >> BitsOfWord);
        text.Append("\n\\3-grams:\n");
        foreach (var (key, count) in _triples.OrderBy(triple => triple.Key))
        {
            var history = key >> BitsOfWord;
            var shorter = pairs[key & ((1L << (2 * BitsOfWord)) - 1)];
            var probability = (count + kinds[history] * shorter) / (total[history] + kinds[history]);
            var words = $"{_words[history >> BitsOfWord]} {_words[history & WordMask]} {_words[key & WordMask]}";
            Write(text, Math.Log10(probability), words, backOff: null);
        }
    }

    private static (Dictionary<long, int> Total, Dictionary<long, int> Kinds) Histories(
        Dictionary<long, int> counts, Func<long, long> historyOf)
    {
        var total = new Dictionary<long, int>();
        var kinds = new Dictionary<long, int>();
        foreach (var (key, count) in counts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(total, historyOf(key), out _) += count;
            CollectionsMarshal.GetValueRefOrAddDefault(kinds, historyOf(key), out _)++;
        }

        return (total, kinds);
    }

    private static double BackOff(Dictionary<long, int> total, Dictionary<long, int> kinds, long history) =>
        total.TryGetValue(history, out var count)
            ? Math.Log10((double)kinds[history] / (count + kinds[history]))
            : 0;

    private static void Write(StringBuilder text, double log, string words, double? backOff)
    {
        text.Append(CultureInfo.InvariantCulture, $"{log:F4} {words}");
        if (backOff is { } weight)
            text.Append(CultureInfo.InvariantCulture, $" {weight:F4}");
        text.Append('\n');
    }

    private static long Pair(int first, int second) => (long)first << BitsOfWord | (uint)second;
}
