namespace PawPal.Dashboard.Telemetry;

/// <summary>Buckets with given upper bounds; the last one, without a bound, is one more.</summary>
internal sealed record ExplicitDistribution(long Count, double Sum, double[] Bounds, long[] Counts)
    : Distribution(Count, Sum)
{
    public override int Size => Counts.Length + 4;

    public override Distribution SharingWith(Distribution? earlier) =>
        earlier is ExplicitDistribution same && Fits(same) ? this with { Bounds = same.Bounds } : this;

    public override Distribution Plus(Distribution other) => other is ExplicitDistribution same && Fits(same)
        ? new ExplicitDistribution(Count + same.Count, Sum + same.Sum, Bounds, Combine(same, static (a, b) => a + b))
        : other;

    public override Distribution Since(Distribution earlier)
    {
        if (earlier is not ExplicitDistribution same || !Fits(same) || same.Count > Count)
            return this;
        var counts = Combine(same, static (a, b) => a - b);
        return counts.Any(c => c < 0)
            ? this
            : new ExplicitDistribution(Count - same.Count, Sum - same.Sum, Bounds, counts);
    }

    public override IEnumerable<Bucket> Buckets()
    {
        for (var i = 0; i < Counts.Length; i++)
        {
            if (Counts[i] > 0)
                yield return new(LowerOf(i), i < Bounds.Length ? Bounds[i] : LowerOf(i), Counts[i]);
        }
    }

    // Where a side is open the bound that is known stands for it.
    private double LowerOf(int bucket) =>
        bucket > 0 ? Bounds[bucket - 1] : Bounds.Length == 0 ? 0 : Math.Min(0, Bounds[0]);

    private bool Fits(ExplicitDistribution other) =>
        Counts.Length == other.Counts.Length
        && (ReferenceEquals(Bounds, other.Bounds) || Bounds.AsSpan().SequenceEqual(other.Bounds));

    private long[] Combine(ExplicitDistribution other, Func<long, long, long> combine) =>
        [.. Counts.Zip(other.Counts, combine)];
}
