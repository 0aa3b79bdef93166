namespace PawPal.Understanding;

/// <summary>Learns an <see cref="IntentModel"/> from example sentences: multinomial logistic regression by stochastic
/// gradient descent, the same result for the same examples.</summary>
internal static class IntentTrainer
{
    private const int Rounds = 25;
    private const float Rate = 0.9f;

    public static IntentModel Train(IReadOnlyList<(List<int> Features, string Intent)> examples)
    {
        string[] intents =
            [.. examples.Select(e => e.Intent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var answers = examples.Select(e => Array.IndexOf(intents, e.Intent)).ToArray();
        var weights = new float[Features.Buckets * IntentModel.Stride];
        var random = new Random(1);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            var rate = Rate / (1 + (round * 0.3f));
            foreach (var n in order) Learn(weights, examples[n].Features, answers[n], intents.Length, rate);
        }

        return Quantized(intents, weights);
    }

    private static void Learn(float[] weights, List<int> features, int answer, int count, float rate)
    {
        Span<float> belief = stackalloc float[IntentModel.Stride];
        belief.Clear();
        foreach (var bucket in features)
        {
            var row = weights.AsSpan(bucket * IntentModel.Stride, count);
            for (var k = 0; k < count; k++) belief[k] += row[k];
        }

        var norm = 1 / MathF.Sqrt(features.Count);
        var most = float.MinValue;
        for (var k = 0; k < count; k++) most = MathF.Max(most, belief[k]);
        var total = 0f;
        for (var k = 0; k < count; k++) total += belief[k] = MathF.Exp((belief[k] - most) * norm);
        for (var k = 0; k < count; k++)
        {
            var step = ((belief[k] / total) - (k == answer ? 1 : 0)) * rate * norm;
            if (MathF.Abs(step) < 0.0005f) continue;
            foreach (var bucket in features) weights[(bucket * IntentModel.Stride) + k] -= step;
        }
    }

    private static IntentModel Quantized(string[] intents, float[] weights)
    {
        var scale = weights.Max(MathF.Abs) / 127;
        var quantized = new sbyte[weights.Length];
        for (var k = 0; k < weights.Length; k++) quantized[k] = (sbyte)MathF.Round(weights[k] / scale);
        return new(intents, quantized, scale);
    }
}
