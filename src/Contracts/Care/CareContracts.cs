using PawPal.Contracts.Pets;

namespace PawPal.Contracts.Care;

/// <summary>
/// One thing that was done for a pet. Events never change; an undo is a further event that points at one.
/// </summary>
/// <param name="Kind"><c>feeding</c>, <c>water</c>, <c>walk</c>, <c>potty</c>, <c>medication</c>, <c>weight</c>,
/// <c>grooming</c>, <c>symptom</c>, <c>play</c>, <c>training</c> or <c>note</c>.</param>
/// <param name="OccurredAt">UTC; when it was done.</param>
/// <param name="RecordedAt">UTC; when it was told to PawPal.</param>
/// <param name="RecordedBy">Display name of the person who told it.</param>
/// <param name="Amount">Of <paramref name="Unit"/>; feeding and water only.</param>
/// <param name="Unit">cup, scoop, g, kg, ml, oz, tin, pouch, tablespoon, teaspoon, handful or bowl.</param>
/// <param name="Dose">"number unit" with the unit in the singular, such as <c>0.5 tablet</c>; medication only.</param>
/// <param name="DurationMinutes">Walk, grooming, play and training.</param>
/// <param name="DistanceKm">Kilometres; walk only.</param>
/// <param name="WeightKg">Kilograms; weight only.</param>
/// <param name="What">Which one: of potty <c>pee</c>, <c>poo</c>, <c>pee and poo</c> or <c>accident</c>; of grooming
/// <c>bath</c>, <c>brush</c>, <c>nail trim</c> and so on; of symptom the sign; of play and training in own
/// words.</param>
/// <param name="Note">In own words; every kind.</param>
/// <param name="RegimenId">The medicine plan that a dose belongs to.</param>
/// <param name="Source"><c>voice</c>, <c>app</c>, <c>link</c>, <c>reminder</c> or <c>import</c>.</param>
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
    decimal? WeightKg = null,
    string? What = null,
    string? Note = null,
    Guid? RegimenId = null,
    string Source = "voice");

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

/// <summary>What was done, whatever its kind; which fields a kind takes stands at each.</summary>
public interface ICareDetails
{
    /// <summary>See <see cref="CareEventResponse"/>.</summary>
    string Kind { get; }

    /// <summary>Above 0, at most 100,000; feeding and water.</summary>
    decimal? Amount { get; }

    /// <summary>Of <see cref="Amount"/>; at most 20 characters.</summary>
    string? Unit { get; }

    /// <summary>Feeding; at most 80 characters.</summary>
    string? Food { get; }

    /// <summary>Medication, which needs it; at most 80 characters.</summary>
    string? Medication { get; }

    /// <summary>Medication: "number unit", such as <c>0.5 tablet</c>; at most 40 characters.</summary>
    string? Dose { get; }

    /// <summary>1 to 1,440; walk, grooming, play and training.</summary>
    decimal? DurationMinutes { get; }

    /// <summary>Walk; above 0, at most 200 km.</summary>
    decimal? Distance { get; }

    /// <summary><c>km</c> (also when left out) or <c>mi</c>.</summary>
    string? DistanceUnit { get; }

    /// <summary>Weight, which needs it; above 0, at most what the species can weigh.</summary>
    decimal? Weight { get; }

    /// <summary><c>kg</c> (also when left out), <c>g</c> or <c>lb</c>.</summary>
    string? WeightUnit { get; }

    /// <summary>Potty, grooming, symptom (which needs it), play and training; at most 80 characters.</summary>
    string? What { get; }

    /// <summary>At most 2,000 characters; a note needs it.</summary>
    string? Note { get; }
}

/// <summary>Body of <c>POST /api/v1/care/events</c>: one act, for one pet or several.</summary>
/// <param name="PetIds">1 to 50.</param>
/// <param name="OccurredAt">Now when left out; at most five minutes ahead, not before 1990.</param>
/// <param name="Precision"><c>exact</c> (also when left out), <c>approximate</c>, <c>part</c> or <c>day</c>.</param>
/// <param name="Confirmed">Of a medication: it was given although the guard has a doubt.</param>
public sealed record LogCareRequest(
    IReadOnlyList<Guid> PetIds,
    string Kind,
    DateTimeOffset? OccurredAt = null,
    string? Precision = null,
    decimal? Amount = null,
    string? Unit = null,
    string? Food = null,
    string? Medication = null,
    string? Dose = null,
    decimal? DurationMinutes = null,
    decimal? Distance = null,
    string? DistanceUnit = null,
    decimal? Weight = null,
    string? WeightUnit = null,
    string? What = null,
    string? Note = null,
    bool Confirmed = false) : ICareDetails;

/// <summary>What was logged.</summary>
/// <param name="UndoToken">Takes all of it back: <c>POST /api/v1/care/undo</c>.</param>
public sealed record LogCareResponse(IReadOnlyList<CareEventResponse> Events, string UndoToken);

/// <summary>
/// Body of <c>POST /api/v1/care/events/{eventId}/correction</c>: what it should have said. The old event is taken back
/// and a new one stands in its place.
/// </summary>
/// <param name="EventId">In the path.</param>
/// <param name="PetId">Another pet, when it was logged for the wrong one; the same when left out.</param>
/// <param name="Confirmed">Of a medication: it was given although the guard has a doubt.</param>
public sealed record CorrectCareRequest(
    Guid EventId,
    string Kind,
    Guid? PetId = null,
    DateTimeOffset? OccurredAt = null,
    string? Precision = null,
    decimal? Amount = null,
    string? Unit = null,
    string? Food = null,
    string? Medication = null,
    string? Dose = null,
    decimal? DurationMinutes = null,
    decimal? Distance = null,
    string? DistanceUnit = null,
    decimal? Weight = null,
    string? WeightUnit = null,
    string? What = null,
    string? Note = null,
    bool Confirmed = false) : ICareDetails;

/// <summary>Body of <c>POST /api/v1/care/events/{eventId}/move</c>.</summary>
/// <param name="EventId">In the path.</param>
/// <param name="PetId">Whom it was for.</param>
/// <param name="Confirmed">Of a medication: it was given although the guard has a doubt.</param>
public sealed record MoveCareRequest(Guid EventId, Guid PetId, bool Confirmed = false);

/// <summary>A day's totals of one pet and kind (<c>GET /api/v1/care/totals</c>).</summary>
/// <param name="Date">In the household's time zone.</param>
/// <param name="Amounts">Sums by unit; the unit is empty for counts.</param>
/// <param name="Minutes">Null when nobody said how long.</param>
public sealed record CareTotal(
    DateOnly Date,
    Guid PetId,
    string Kind,
    int Count,
    IReadOnlyDictionary<string, decimal> Amounts,
    decimal? Minutes = null,
    decimal? Kilometres = null);

/// <summary>Answer of <c>GET /api/v1/care/totals</c>; days and kinds without events are left out.</summary>
public sealed record CareTotalsResponse(DateOnly From, DateOnly To, string TimeZone, IReadOnlyList<CareTotal> Totals);
