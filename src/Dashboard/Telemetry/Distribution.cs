using System.Runtime.InteropServices;

namespace PawPal.Dashboard.Telemetry;

/// <summary>How many measurements fell between two bounds.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Bucket(double Lower, double Upper, long Count);

/// <summary>What a histogram has measured since its start. Never changes.</summary>
internal abstract record Distribution(long Count, double Sum)
{
    /// <summary>Numbers it holds, for the budget.</summary>
    public abstract int Size { get; }

    /// <summary>The same, with what never changes held in common with an earlier one.</summary>
    public virtual Distribution SharingWith(Distribution? earlier) => this;

    /// <summary>This and another of the same instrument together.</summary>
    public abstract Distribution Plus(Distribution other);

    /// <summary>What came since an earlier one; all of it when the instrument was started anew in between.</summary>
    public abstract Distribution Since(Distribution earlier);

    /// <summary>Its buckets that are not empty.</summary>
    public abstract IEnumerable<Bucket> Buckets();
}
