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

/// <summary>A pet's day and what is out of the usual (<c>GET /api/v1/pets/{petId}/health</c>).</summary>
/// <param name="Date">In the household's time zone.</param>
/// <param name="Score">0 to 100; null when too little was logged to tell. It says how much of a usual day was logged,
/// and
/// is no diagnosis.</param>
/// <param name="Parts">What the score is made of; a part without data is named and not counted.</param>
public sealed record PetHealthResponse(
    Guid PetId, DateOnly Date, int? Score, string Text, IReadOnlyList<HealthPart> Parts, IReadOnlyList<CareGap> Gaps);

/// <summary>One part of the score.</summary>
/// <param name="Name"><c>appetite</c>, <c>water</c>, <c>activity</c>, <c>potty</c>, <c>medicines</c>, <c>weight</c> or
/// <c>signs</c>.</param>
/// <param name="Weight">How much it counts; of the parts that have data.</param>
/// <param name="Points">0 to <paramref name="Weight"/>; null without data.</param>
/// <param name="Reason">The numbers, in words.</param>
public sealed record HealthPart(string Name, int Weight, decimal? Points, string Reason);

/// <summary>Longer than usual without eating, or without a potty visit.</summary>
/// <param name="Kind"><c>feeding</c> or <c>potty</c>.</param>
/// <param name="Level"><c>none</c>, <c>watch</c>, <c>vet</c>, or <c>unknown</c>: fewer than ten entries in 30
/// days.</param>
/// <param name="UsualHours">Median between entries of the last 30 days.</param>
/// <param name="Hours">Since the last one.</param>
/// <param name="Source">Where the threshold comes from; null for one of our own.</param>
public sealed record CareGap(
    string Kind, string Level, decimal? UsualHours, decimal? Hours, string Text, string? Source);
