using PawPal.Contracts.Contacts;
using PawPal.Contracts.FoodSafety;

namespace PawPal.Contracts.Triage;

/// <summary>Body of <c>POST /api/v1/triage</c>. Nothing of it is kept.</summary>
/// <param name="Signs">What is wrong, in plain words, 1 to 500 characters: "threw up twice and is wobbly".</param>
/// <param name="HoursSinceAte">0 to 1,000; when it last ate anything.</param>
/// <param name="BreathsPerMinute">Asleep or at rest, 1 to 400.</param>
/// <param name="UsualBreathsPerMinute">The pet's own, asleep, 1 to 400.</param>
/// <param name="Times">How often it happened in 24 hours, 1 to 100.</param>
public sealed record TriageRequest(
    Guid PetId,
    string Signs,
    decimal? HoursSinceAte = null,
    int? BreathsPerMinute = null,
    int? UsualBreathsPerMinute = null,
    int? Times = null);

/// <summary>What the rules say: information, no diagnosis.</summary>
/// <param name="Level"><c>red</c>: a vet now; <c>yellow</c>: call a vet today; <c>green</c>: watch.</param>
/// <param name="Advice">What to do, to be read aloud.</param>
/// <param name="Rules">Those that fired, the worst first; empty when there is none for these signs.</param>
/// <param name="Watch">What would make it worse: look for these.</param>
/// <param name="Cautions">Always true: never make a pet vomit at home unless a vet says so, and the like.</param>
/// <param name="Emergency">With red only: whom to call, and what to tell them.</param>
public sealed record TriageResponse(
    string Level,
    string Advice,
    IReadOnlyList<TriageRule> Rules,
    IReadOnlyList<string> Watch,
    IReadOnlyList<string> Cautions,
    TriageEmergency? Emergency);

/// <summary>A rule that fired.</summary>
/// <param name="Evidence">A: the source was read; B: a copy that quotes it; C: general knowledge.</param>
public sealed record TriageRule(string Id, string Level, string Why, IReadOnlyList<string> Sources, string Evidence);

/// <summary>Whom to call, and what to tell them.</summary>
/// <param name="Contacts">The household's own: who takes emergencies first, then clinics and vets.</param>
public sealed record TriageEmergency(
    IReadOnlyList<ContactResponse> Contacts, IReadOnlyList<PoisonLine> PoisonLines, MedicalSummary Summary);

/// <summary>One page about a pet for a vet who has never seen it.</summary>
/// <param name="Medicines">Given in the last 14 days, and plans that are active.</param>
/// <param name="Symptoms">Logged in the last 14 days, newest first.</param>
/// <param name="Text">All of it as plain text.</param>
public sealed record MedicalSummary(
    string Name,
    string Species,
    string? Breed,
    string? Sex,
    bool? Neutered,
    int? AgeMonths,
    string? Microchip,
    decimal? WeightKg,
    DateTimeOffset? WeighedAt,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<string> Allergies,
    string? Diet,
    IReadOnlyList<string> Medicines,
    IReadOnlyList<string> Symptoms,
    DateTimeOffset? LastFedAt,
    DateTimeOffset? LastDrankAt,
    DateTimeOffset? LastPottyAt,
    string Text);
