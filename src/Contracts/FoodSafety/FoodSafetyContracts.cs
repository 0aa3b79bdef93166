namespace PawPal.Contracts.FoodSafety;

/// <summary>
/// What the sources say of an item and a species (<c>GET /api/v1/food-safety</c>). Information, never a diagnosis.
/// </summary>
/// <param name="Item">The item that was found; what was asked for when nothing was.</param>
/// <param name="Verdict"><c>emergency</c> (call now, any amount), <c>danger</c> (depends on the amount, call for
/// advice), <c>caution</c>, <c>avoid</c>, <c>accepted</c> (small amounts, plain), <c>undocumented</c> (no source
/// calls it harmful, none calls it harmless) or <c>unknown</c> (no checked source). Nothing is ever called safe.</param>
/// <param name="Signs">What to look for.</param>
/// <param name="Dose">What the sources say of amounts; never a safe one.</param>
/// <param name="Advice">What to do, in words that can be read aloud.</param>
/// <param name="Sources">Addresses of the sources.</param>
/// <param name="Evidence"><c>A</c>: the source itself was read; <c>B</c>: as another quotes it.</param>
public sealed record FoodSafetyResponse(
    string Item,
    string Species,
    string Verdict,
    string? Signs,
    string? Dose,
    string Advice,
    IReadOnlyList<string> Sources,
    string? Evidence,
    IReadOnlyList<PoisonLine> PoisonLines);

/// <summary>Who answers at night.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record PoisonLine(string Country, string Name, string Phone, string Note, string Source);
