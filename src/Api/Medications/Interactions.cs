namespace PawPal.Api.Medications;

/// <summary>
/// Classes of medicines that are usually not given together. Sources stand in Medicines.json; a vet decides.
/// </summary>
internal static class Interactions
{
    /// <summary>So long a medicine counts as present; our choice, since washout times differ.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    /// <summary>Flea and worm products are given by the month.</summary>
    public static readonly TimeSpan ParasiticideLasts = TimeSpan.FromDays(28);

    /// <summary>Dangerous for the species, whatever else is given; null when nothing is known against it.</summary>
    public static string? ForSpecies(string medicine, string species) => Medicine.IngredientsOf(medicine)
        .Select(one => (one.Class, species) switch
        {
            ("permethrin", "cat") => "PermethrinCat",
            ("paracetamol", "cat") => "ParacetamolCat",
            ("paracetamol", "dog") => "Paracetamol",
            ("paracetamol", _) => "HumanMedicine",
            ("human-nsaid", _) => "HumanMedicine",
            _ => null,
        })
        .FirstOrDefault(key => key is not null);

    /// <summary>True when two medicines are usually not given within the same days.</summary>
    public static bool Between(string medicine, string other, TimeSpan apart)
    {
        foreach (var one in Medicine.IngredientsOf(medicine))
        {
            foreach (var two in Medicine.IngredientsOf(other))
            {
                var isSame = one.Name == two.Name && !Medicine.IsSame(medicine, other);
                var lasts = one.Class is "parasiticide" ? ParasiticideLasts : Lasts;
                if (apart < lasts && (isSame || IsPair(one, two) || IsPair(two, one)))
                    return true;
            }
        }

        return false;
    }

    private static bool IsPair(Ingredient one, Ingredient two) =>
        IsNsaid(one) && (two.Class is "corticosteroid" || (IsNsaid(two) && one.Name != two.Name));

    private static bool IsNsaid(Ingredient one) => one.Class is "nsaid" or "human-nsaid";
}
