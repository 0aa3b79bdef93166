namespace PawPal.Understanding.Evaluation;

/// <summary>Learns the classifier's weights from the example sentences.</summary>
internal static class Training
{
    /// <summary>Every example: its text and its intent, which is its file's name.</summary>
    public static IEnumerable<(string Text, string Intent)> Examples(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        where line.Length > 0 && line[0] != '#'
        select (line, Path.GetFileNameWithoutExtension(file));

    public static IntentModel Train(IEnumerable<(string Text, string Intent)> examples, HouseholdContext household) =>
        IntentTrainer.Train([.. examples.Select(e => (Interpreter.FeaturesOf(e.Text, household), e.Intent))]);

    /// <summary>How often a model that has not seen a sentence names its intent: each tenth is left out in
    /// turn.</summary>
    public static double CrossValidated(
        IReadOnlyList<(string Text, string Intent)> examples, HouseholdContext household)
    {
        const int Parts = 10;
        var right = 0;
        for (var part = 0; part < Parts; part++)
        {
            var model = Train(examples.Where((_, n) => n % Parts != part), household);
            right += examples.Where((_, n) => n % Parts == part).Count(e => string.Equals(
                e.Intent, model.Classify(Interpreter.FeaturesOf(e.Text, household)).Intent, StringComparison.Ordinal));
        }

        return (double)right / examples.Count;
    }
}
