using System.Diagnostics.CodeAnalysis;

namespace PawPal.Api.Households;

internal readonly record struct HouseholdId(Guid Value)
{
    public static HouseholdId New() => new(Guid.CreateVersion7());

    public static bool TryParse([NotNullWhen(true)] string? text, out HouseholdId id)
    {
        var parsed = Guid.TryParseExact(text, "D", out var value);
        id = new HouseholdId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("D");
}

internal readonly record struct AccountId(Guid Value)
{
    public static AccountId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}
