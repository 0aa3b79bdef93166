using System.Runtime.InteropServices;

namespace PawPal.Dashboard.Telemetry;

/// <summary>A run of buckets beginning at an index.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BucketRun(int Offset, long[] Counts)
{
    public static BucketRun Empty { get; } = new(0, []);

    /// <summary>The same counts in buckets 2^<paramref name="by"/> times as wide.</summary>
    public BucketRun Coarser(int by)
    {
        if (by == 0 || Counts.Length == 0)
            return this;
        var offset = Offset >> by;
        var counts = new long[((Offset + Counts.Length - 1) >> by) - offset + 1];
        for (var i = 0; i < Counts.Length; i++)
            counts[((Offset + i) >> by) - offset] += Counts[i];
        return new(offset, counts);
    }

    /// <summary>How many buckets this and another take together.</summary>
    public long Reach(BucketRun other)
    {
        if (Counts.Length == 0 || other.Counts.Length == 0)
            return Counts.Length + other.Counts.Length;
        var end = Math.Max((long)Offset + Counts.Length, (long)other.Offset + other.Counts.Length);
        return end - Math.Min(Offset, other.Offset);
    }

    /// <summary>This and <paramref name="sign"/> times the other, bucket by bucket.</summary>
    public BucketRun Combine(BucketRun other, int sign)
    {
        if (other.Counts.Length == 0)
            return this;
        var from = Counts.Length == 0 ? other.Offset : Math.Min(Offset, other.Offset);
        var to = Math.Max(Counts.Length == 0 ? from : Offset + Counts.Length, other.Offset + other.Counts.Length);
        var counts = new long[to - from];
        for (var i = 0; i < Counts.Length; i++)
            counts[Offset + i - from] += Counts[i];
        for (var i = 0; i < other.Counts.Length; i++)
            counts[other.Offset + i - from] += sign * other.Counts[i];
        return new(from, counts);
    }
}

/// <summary>Buckets each 2^(2^-scale) times as wide as the one before, on both sides of zero.</summary>
internal sealed record ExponentialDistribution(
    long Count, double Sum, int Scale, long ZeroCount, BucketRun Positive, BucketRun Negative) : Distribution(Count, Sum)
{
    private const int MaxReach = 1_024;

    public override int Size => Positive.Counts.Length + Negative.Counts.Length + 8;

    public override Distribution Plus(Distribution other) =>
        other is ExponentialDistribution same ? Combine(same, 1) : other;

    public override Distribution Since(Distribution earlier)
    {
        if (earlier is not ExponentialDistribution same || same.Count > Count)
            return this;
        var since = Combine(same, -1);
        return since.Positive.Counts.Any(c => c < 0) || since.Negative.Counts.Any(c => c < 0) ? this : since;
    }

    public override IEnumerable<Bucket> Buckets()
    {
        for (var i = Negative.Counts.Length - 1; i >= 0; i--)
        {
            if (Negative.Counts[i] > 0)
                yield return new(-Bound(Negative.Offset + i + 1), -Bound(Negative.Offset + i), Negative.Counts[i]);
        }

        if (ZeroCount > 0)
            yield return new(0, 0, ZeroCount);
        for (var i = 0; i < Positive.Counts.Length; i++)
        {
            if (Positive.Counts[i] > 0)
                yield return new(Bound(Positive.Offset + i), Bound(Positive.Offset + i + 1), Positive.Counts[i]);
        }
    }

    private double Bound(int index) => Math.Pow(2, index * Math.Pow(2, -Scale));

    private ExponentialDistribution Combine(ExponentialDistribution other, int sign)
    {
        // Two runs far apart get wider buckets rather than a long row of empty ones.
        var scale = Math.Min(Scale, other.Scale);
        while (At(scale).Reach(other.At(scale)) > MaxReach || At(scale, -1).Reach(other.At(scale, -1)) > MaxReach)
            scale--;
        return new(
            Count + (sign * other.Count),
            Sum + (sign * other.Sum),
            scale,
            ZeroCount + (sign * other.ZeroCount),
            At(scale).Combine(other.At(scale), sign),
            At(scale, -1).Combine(other.At(scale, -1), sign));
    }

    private BucketRun At(int scale, int side = 1) => (side > 0 ? Positive : Negative).Coarser(Scale - scale);
}
