using PawPal.Contracts.Pets;

namespace PawPal.Contracts.Care;

/// <summary>
/// One thing that was done for a pet. Events never change; an undo is a further event that points at one.
/// </summary>
/// <param name="Kind"><c>feeding</c>, <c>walk</c>, <c>medication</c> or <c>weight</c>.</param>
/// <param name="OccurredAt">UTC; when it was done.</param>
/// <param name="RecordedAt">UTC; when it was told to PawPal.</param>
/// <param name="RecordedBy">Display name of the person who told it.</param>
/// <param name="Amount">Of <paramref name="Unit"/>; feeding only.</param>
/// <param name="Unit">cup, scoop, g, kg, ml, oz, tin, pouch, tablespoon, teaspoon, handful or bowl.</param>
/// <param name="Dose">"number unit" with the unit in the singular, such as <c>0.5 tablet</c>; medication only.</param>
/// <param name="DurationMinutes">Walk only.</param>
/// <param name="DistanceKm">Kilometres; walk only.</param>
/// <param name="WeightKg">Kilograms; weight only.</param>
public sealed record CareEventResponse(
    Guid Id,
    Guid PetId,
    string Pet,
    string Kind,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    decimal? Amount = null,
    string? Unit = null,
    string? Food = null,
    string? Medication = null,
    string? Dose = null,
    decimal? DurationMinutes = null,
    decimal? DistanceKm = null,
    decimal? WeightKg = null);

/// <summary>Answer of <c>GET /api/v1/care/today</c>: each pet with what was done for it today, oldest first.</summary>
/// <param name="Date">Today in the household's time zone.</param>
public sealed record CareTodayResponse(DateOnly Date, string TimeZone, IReadOnlyList<PetDay> Pets);

/// <summary>
/// A pet and its events of one day; <paramref name="LastFedAt"/> and <paramref name="LastWalkedAt"/> look further
/// back.
/// </summary>
public sealed record PetDay(
    PetResponse Pet,
    IReadOnlyList<CareEventResponse> Events,
    DateTimeOffset? LastFedAt = null,
    DateTimeOffset? LastWalkedAt = null,
    decimal? LatestWeightKg = null);

/// <summary>A page of <c>GET /api/v1/care/events</c>, newest first.</summary>
/// <param name="Next">Cursor for the following page; null on the last one.</param>
public sealed record CareEventPage(IReadOnlyList<CareEventResponse> Events, string? Next);

/// <summary>Body of <c>POST /api/v1/care/undo</c>.</summary>
/// <param name="UndoToken">The token a voice command answered with.</param>
public sealed record UndoRequest(string UndoToken);

/// <summary>What an undo took back.</summary>
public sealed record UndoResponse(string Reply, IReadOnlyList<CareEventResponse> Events);
