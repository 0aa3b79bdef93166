using System.Globalization;
using PawPal.Speech.Grammar;

namespace PawPal.Speech.Tests.Grammar;

public sealed class TrigramEstimatorTests
{
    [Fact]
    public void What_may_follow_a_word_adds_up_to_one()
    {
        var model = Read(Estimate());
        string[] words = ["</s>", "fed", "luna", "max", "walked"];
        foreach (var history in new[] { "<s>", "fed", "walked", "max", "<s> fed", "fed max" })
            Assert.Equal(1, words.Sum(word => Probability(model, history, word)), 0.001);
    }

    [Fact]
    public void The_same_grammar_gives_the_same_model() => Assert.Equal(Estimate(), Estimate());

    [Fact]
    public void Seen_sentences_are_likelier_than_others()
    {
        var model = Read(Estimate());

        Assert.True(Probability(model, "<s> fed", "max") > Probability(model, "<s> fed", "walked") * 5);
    }

    private static string Estimate()
    {
        var sampler = new SentenceSampler(JsgfGrammar.Parse(
            "#JSGF V1.0;\ngrammar g;\npublic <c> = ( /3/ fed | walked ) <p> [ <p> ];\n<p> = max | luna; // pets"));
        var estimator = new TrigramEstimator(sampler.Words);
        var sentence = new List<int>();
        for (var i = 0; i < 500; i++)
        {
            sentence.Clear();
            sampler.Append(sentence);
            estimator.Add([.. sentence]);
        }

        return estimator.ToArpa();
    }

    // Katz's rule: what was seen has its probability, the rest that of the shorter history times the back-off.
    private static double Probability(Dictionary<string, (double, double)> model, string history, string word)
    {
        if (model.TryGetValue($"{history} {word}".Trim(), out var seen))
            return seen.Item1;
        var backOff = model.TryGetValue(history, out var known) ? known.Item2 : 1;
        var space = history.IndexOf(' ', StringComparison.Ordinal);
        return backOff * Probability(model, space < 0 ? "" : history[(space + 1)..], word);
    }

    // The shape of a line: "-0.3010 fed max -0.1761", the last only where something longer was seen.
    private static Dictionary<string, (double, double)> Read(string arpa)
    {
        var model = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        foreach (var line in arpa.Split('\n').Where(line => line.StartsWith('-')))
        {
            var fields = line.Split(' ');
            var hasBackOff = double.TryParse(fields[^1], CultureInfo.InvariantCulture, out var backOff);
            var words = string.Join(' ', fields[1..(hasBackOff ? ^1 : ^0)]);
            var probability = Math.Pow(10, double.Parse(fields[0], CultureInfo.InvariantCulture));
            model[words] = (probability, hasBackOff ? Math.Pow(10, backOff) : 1);
        }

        return model;
    }
}
