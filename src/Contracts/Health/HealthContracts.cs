namespace PawPal.Contracts.Health;

/// <summary>A pet's weight over time, with what is worth a look (<c>GET /api/v1/pets/{petId}/weight</c>).</summary>
/// <param name="Points">Oldest first; at most the latest 500.</param>
/// <param name="Findings">Numbers and thresholds with their source; no diagnosis. Empty with fewer than three
/// weighings.</param>
public sealed record WeightTrendResponse(
    Guid PetId, IReadOnlyList<WeightPoint> Points, WeightChange? Latest, IReadOnlyList<WeightFinding> Findings);

/// <param name="Kg">Kilograms.</param>
public sealed record WeightPoint(DateTimeOffset At, decimal Kg);

/// <summary>From the weighing before to the latest one.</summary>
/// <param name="Percent">Negative for a loss.</param>
public sealed record WeightChange(decimal FromKg, decimal ToKg, decimal Percent, int Days);

/// <param name="Level"><c>watch</c>: worth watching; <c>vet</c>: tell your vet.</param>
/// <param name="Rule">Which threshold was met.</param>
/// <param name="Text">The numbers, in words.</param>
/// <param name="Source">Where the threshold comes from.</param>
public sealed record WeightFinding(string Level, string Rule, string Text, string Source);
