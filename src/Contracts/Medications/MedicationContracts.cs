namespace PawPal.Contracts.Medications;

/// <summary>Body of <c>POST /api/v1/regimens</c>: a medicine plan of one pet.</summary>
/// <param name="Medication">Name as the label has it, 1 to 80 characters.</param>
/// <param name="Directions">Shorthand or plain words, 1 to 200 characters: "1 tablet BID with food for ten days". What
/// is
/// not understood is refused. Abbreviations: BSAVA Small Animal Formulary.</param>
/// <param name="StartsAt">Wall time of the household's zone of the first dose; now when left out, or the next morning
/// or
/// evening when the directions say so. At most a year back or ahead.</param>
/// <param name="Prescriber">1 to 120 characters.</param>
/// <param name="Note">1 to 1,000 characters.</param>
/// <param name="Stock">What is there now, in units of the dose; 0 to 100,000.</param>
/// <param name="RefillAt">At this much the household is told to order more.</param>
/// <param name="Remind">A reminder is kept with the plan (also when left out), unless it is given as needed.</param>
/// <param name="Confirmed">The caller has seen the caution about other medicines.</param>
public sealed record AddRegimenRequest(
    Guid PetId,
    string Medication,
    string Directions,
    DateTime? StartsAt = null,
    string? Prescriber = null,
    string? Note = null,
    decimal? Stock = null,
    decimal? RefillAt = null,
    bool? Remind = null,
    bool Confirmed = false) : IRegimenDetails;

/// <summary>Body of <c>PUT /api/v1/regimens/{regimenId}</c>; needs If-Match. The stock stays.</summary>
/// <param name="RegimenId">In the path.</param>
public sealed record ChangeRegimenRequest(
    Guid RegimenId,
    string Medication,
    string Directions,
    DateTime? StartsAt = null,
    string? Prescriber = null,
    string? Note = null,
    bool Confirmed = false) : IRegimenDetails;

/// <summary>What a new plan and a change share; see <see cref="AddRegimenRequest"/>.</summary>
public interface IRegimenDetails
{
    /// <summary>Name as the label has it.</summary>
    string Medication { get; }

    /// <summary>How much and how often.</summary>
    string Directions { get; }

    /// <summary>Wall time of the first dose.</summary>
    DateTime? StartsAt { get; }

    /// <summary>Who ordered it.</summary>
    string? Prescriber { get; }

    /// <summary>In own words.</summary>
    string? Note { get; }

    /// <summary>A caution was seen.</summary>
    bool Confirmed { get; }
}

/// <summary>A medicine plan.</summary>
/// <param name="Words">The directions read back: "1 tablet twice a day, 12 hours apart, for 10 days".</param>
/// <param name="Dose">"1 tablet"; null when the directions name none.</param>
/// <param name="Rule">RRULE; null for once and for as needed.</param>
/// <param name="EndsAt">Wall time of the last dose; null without an end.</param>
/// <param name="LeastGapMinutes">Two doses nearer to each other need a confirmation.</param>
/// <param name="MostPerDay">More doses on a day, or within 24 hours of what is given as needed, need one too.</param>
/// <param name="State"><c>active</c>, <c>paused</c> or <c>ended</c>.</param>
/// <param name="Stock">Null when nobody counted.</param>
/// <param name="Version">Grows with each edit; the ETag.</param>
public sealed record RegimenResponse(
    Guid Id,
    Guid PetId,
    string Pet,
    string Medication,
    string Directions,
    string Words,
    string? Dose,
    string? Rule,
    bool AsNeeded,
    string TimeZone,
    DateTime StartsAt,
    DateTime? EndsAt,
    int? LeastGapMinutes,
    int? MostPerDay,
    string? Prescriber,
    string? Note,
    RegimenStock? Stock,
    DateTimeOffset? LastGivenAt,
    string State,
    DateTimeOffset CreatedAt,
    int Version) : IVersioned;

/// <summary>What is left of a medicine, in units of its dose.</summary>
/// <param name="Left">What was counted, less the doses logged since; never below 0.</param>
/// <param name="IsLow">At or below <paramref name="RefillAt"/>.</param>
public sealed record RegimenStock(decimal Left, decimal Counted, DateTimeOffset CountedAt, decimal? RefillAt,
    bool IsLow);

/// <summary>The household's plans, the active first.</summary>
public sealed record RegimensResponse(IReadOnlyList<RegimenResponse> Regimens);

/// <summary>Body of <c>PUT /api/v1/regimens/{regimenId}/state</c>; needs If-Match.</summary>
/// <param name="State"><c>active</c>, <c>paused</c> or <c>ended</c>; its reminder goes with it.</param>
public sealed record RegimenStateRequest(Guid RegimenId, string State);

/// <summary>Body of <c>PUT /api/v1/regimens/{regimenId}/stock</c>: somebody counted; needs If-Match.</summary>
/// <param name="Stock">0 to 100,000 units of the dose.</param>
/// <param name="RefillAt">At this much the household is told to order more; null for never.</param>
public sealed record RegimenStockRequest(Guid RegimenId, decimal Stock, decimal? RefillAt = null);

/// <summary>Answer of <c>GET /api/v1/regimens/directions?text=</c>: how directions are understood; nothing is
/// kept.</summary>
public sealed record DirectionsResponse(
    string Words, string? Dose, string? Rule, bool AsNeeded, int? LeastHours, int? MostPerDay, int? Days);

/// <summary>Body of <c>POST /api/v1/regimens/{regimenId}/doses</c>.</summary>
/// <param name="OccurredAt">Now when left out; at most five minutes ahead.</param>
/// <param name="Dose">The plan's when left out; at most 40 characters.</param>
/// <param name="Note">1 to 2,000 characters.</param>
/// <param name="Confirmed">It was given although the guard has a doubt.</param>
public sealed record GiveDoseRequest(
    Guid RegimenId, DateTimeOffset? OccurredAt = null, string? Dose = null, string? Note = null,
        bool Confirmed = false);

/// <summary>Answer of <c>GET /api/v1/regimens/doses</c>: the doses of one day in the household's zone.</summary>
public sealed record DosesResponse(DateOnly Date, string TimeZone, IReadOnlyList<DoseWindow> Doses);

/// <summary>One dose of a plan that has times.</summary>
/// <param name="OpensAt">From here on a dose counts for this time.</param>
/// <param name="ClosesAt">From here on it counts for the next one.</param>
/// <param name="Status"><c>given</c>, <c>upcoming</c>, <c>open</c> (may be given now) or <c>missed</c>.</param>
public sealed record DoseWindow(
    Guid RegimenId,
    Guid PetId,
    string Pet,
    string Medication,
    string? Dose,
    DateTimeOffset DueAt,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    string Status,
    DateTimeOffset? GivenAt,
    string? By);
