using CsCheck;
using PawPal.Api.Commands;
using PawPal.Api.Medications;

namespace PawPal.Api.Tests.Medications;

/// <summary>Drill A6: whatever comes in whatever order, the doses that pass never exceed what the plan
/// allows.</summary>
public sealed class DoseRulesTests
{
    private const string Medicine = "Apoquel";
    private static readonly Guid Pet = Guid.NewGuid();
    private static readonly Guid Plan = Guid.NewGuid();
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    // Around the day on which the clocks go back.
    private static readonly DateTimeOffset Start = new(2026, 10, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<DoseLimits> Limits = Gen.Select(
        Gen.Int[60, 24 * 60], Gen.Int[1, 6], Gen.Bool,
        (gap, most, isRolling) => new DoseLimits(Plan, Pet, Medicine, TimeSpan.FromMinutes(gap), most, isRolling));

    private static readonly Gen<(DoseLimits Limits, int[] Minutes)> Cases = Gen.Select(
        Limits, Gen.Int[0, 5 * 24 * 60].Array[1, 40]);

    [Fact]
    public void Doses_that_pass_never_exceed_the_days_limit() => Cases.Sample(
        ones =>
        {
            var given = new List<GivenDose>();
            foreach (var minute in ones.Minutes)
            {
                var dose = new GivenDose(
                    Pet, Medicine, Plan, Start.AddMinutes(minute), TimePrecision.Exact, By: null);
                if (!DoseRules.Judge(dose, ones.Limits, given, "dog", London).Any())
                    given.Add(dose);
            }

            return IsWithin(ones.Limits, given);
        },
        iter: 10_000);

    private static bool IsWithin(DoseLimits limits, List<GivenDose> given)
    {
        var times = given.Select(dose => dose.At).Order().ToList();
        var isApart = times.Zip(times.Skip(1)).All(pair => pair.Second - pair.First >= limits.LeastGap);
        var isFew = limits.IsRolling
            ? times.All(from => times.Count(at => at >= from && at - from < TimeSpan.FromHours(
                24)) <= limits.MostPerDay)
            : times.GroupBy(at => London.ToWallTime(at).Date).All(day => day.Count() <= limits.MostPerDay);
        return isApart && isFew;
    }

    [Theory]
    [InlineData("Metacam", "Rimadyl", true)]
    [InlineData("Metacam", "meloxicam 1 mg", true)]
    [InlineData("Onsior", "Prednisolone 5mg", true)]
    [InlineData("Prednisolone", "Dexamethasone", false)]
    [InlineData("Milbemax", "Nexgard Spectra", true)]
    [InlineData("Bravecto", "Nexgard", false)]
    [InlineData("Apoquel", "Metacam", false)]
    public void Classes_that_are_usually_not_given_together_are_known(string one, string other, bool isKnown)
    {
        Assert.Equal(isKnown, Interactions.Between(one, other, TimeSpan.FromDays(2)));
        Assert.Equal(isKnown, Interactions.Between(other, one, TimeSpan.FromDays(2)));
        Assert.False(Interactions.Between(one, other, TimeSpan.FromDays(30)));
    }

    [Theory]
    [InlineData("Advantix", "cat", "PermethrinCat")]
    [InlineData("paracetamol 500 mg", "cat", "ParacetamolCat")]
    [InlineData("Ibuprofen", "rabbit", "HumanMedicine")]
    [InlineData("Advantix", "dog", null)]
    [InlineData("Apoquel", "cat", null)]
    public void What_is_dangerous_for_a_species_is_known(string medicine, string species, string? key) =>
        Assert.Equal(key, Interactions.ForSpecies(medicine, species));
}
