namespace PawPal.Api.Care;

/// <summary>What was done, beside for whom and when; each kind uses its own.</summary>
internal sealed record CareDetails(
    string Kind,
    decimal? Amount = null,
    string? Unit = null,
    string? Food = null,
    string? Medication = null,
    string? Dose = null,
    decimal? DurationMinutes = null,
    decimal? DistanceKm = null,
    decimal? WeightKg = null,
    string? What = null,
    string? Note = null,
    Guid? RegimenId = null);
