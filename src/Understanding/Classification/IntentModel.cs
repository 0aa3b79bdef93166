using System.Text;

namespace PawPal.Understanding;

/// <param name="Share">0 to 1: how much of the model's belief is in this intent.</param>
internal readonly record struct Guess(string Intent, double Share);

/// <summary>A linear model over <see cref="Features"/>, learnt from <c>Examples/&lt;language&gt;</c> by
/// <see cref="IntentTrainer"/>. It backs the rules: it speaks where they know no answer, or where it is
/// surer.</summary>
internal sealed class IntentModel
{
    /// <summary>Weights of a bucket stand side by side, this many of them.</summary>
    public const int Stride = 32;

    private readonly sbyte[] _weights;
    private readonly float _scale;

    public IntentModel(string[] intents, sbyte[] weights, float scale)
    {
        if (intents.Length > Stride) throw new InvalidDataException($"{intents.Length} intents; at most {Stride} fit.");
        (Intents, _weights, _scale) = (intents, weights, scale);
    }

    public string[] Intents { get; }

    public static IntentModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        var intents = new string[reader.ReadInt32()];
        for (var k = 0; k < intents.Length; k++) intents[k] = reader.ReadString();
        var scale = reader.ReadSingle();
        var bytes = reader.ReadBytes(Features.Buckets * Stride);
        return new(intents, (sbyte[])(Array)bytes, scale);
    }

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Intents.Length);
        foreach (var intent in Intents) writer.Write(intent);
        writer.Write(_scale);
        writer.Write((byte[])(Array)_weights);
    }

    public bool Knows(string intent) => Array.IndexOf(Intents, intent) >= 0;

    public Guess Classify(List<int> features)
    {
        Span<int> sums = stackalloc int[Stride];
        sums.Clear();
        foreach (var bucket in features)
        {
            var row = _weights.AsSpan(bucket * Stride, Stride);
            for (var k = 0; k < Stride; k++) sums[k] += row[k];
        }

        var factor = _scale / Math.Sqrt(features.Count);
        var best = 0;
        for (var k = 1; k < Intents.Length; k++)
            if (sums[k] > sums[best])
                best = k;
        var total = 0.0;
        for (var k = 0; k < Intents.Length; k++) total += Math.Exp((sums[k] - sums[best]) * factor);
        return new(Intents[best], 1 / total);
    }
}
