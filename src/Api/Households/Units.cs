using System.Runtime.InteropServices;

namespace PawPal.Api.Households;

/// <summary>The units a person thinks in; the default is metric. What is kept is metric always.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Units(bool InPounds, bool InMiles)
{
    /// <param name="weight"><c>kg</c> or <c>lb</c>.</param>
    /// <param name="distance"><c>km</c> or <c>mi</c>.</param>
    public static Units Of(string weight, string distance) => new(weight is "lb", distance is "mi");
}
