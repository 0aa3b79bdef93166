using PawPal.Contracts.Care;
using PawPal.Contracts.Contacts;
using PawPal.Contracts.FoodSafety;
using PawPal.Contracts.Reminders;

namespace PawPal.Contracts.Handover;

/// <summary>Answer of <c>GET /api/v1/handover</c>: what somebody who takes over needs, on one page.</summary>
/// <param name="From">Beginning of what is looked back at: 24 hours before now.</param>
/// <param name="To">End of the schedule.</param>
/// <param name="Schedule">Still to do, in order.</param>
/// <param name="Missed">Overdue or missed, and nobody logged it.</param>
/// <param name="Recent">What was done since <paramref name="From"/>, newest first; at most 100.</param>
/// <param name="Contacts">Whom to call; those who take emergencies first.</param>
/// <param name="MayLog">The reader may log care.</param>
/// <param name="Text">All of it as plain text, to be read, printed or sent.</param>
public sealed record HandoverResponse(
    string Household,
    DateTimeOffset At,
    string TimeZone,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<HandoverPet> Pets,
    IReadOnlyList<OccurrenceResponse> Schedule,
    IReadOnlyList<OccurrenceResponse> Missed,
    IReadOnlyList<HandoverMedicine> Medicines,
    IReadOnlyList<CareEventResponse> Recent,
    IReadOnlyList<HandoverNote> Notes,
    IReadOnlyList<ContactResponse> Contacts,
    IReadOnlyList<PoisonLine> PoisonLines,
    bool MayLog,
    string Text);

/// <summary>A pet as its sitter should know it.</summary>
public sealed record HandoverPet(
    Guid Id,
    string Name,
    string Species,
    string? Breed,
    string? Diet,
    IReadOnlyList<string> Allergies,
    IReadOnlyList<string> Conditions);

/// <summary>A medicine plan that is active.</summary>
/// <param name="Words">Directions in plain words.</param>
public sealed record HandoverMedicine(
    Guid RegimenId, Guid PetId, string Pet, string Medication, string Words, string? Note, DateTimeOffset? LastGivenAt);

/// <summary>A quirk of a pet, or a way of the house.</summary>
/// <param name="PetId">Null: about the house.</param>
/// <param name="Version">Grows with each edit; the ETag.</param>
public sealed record HandoverNote(Guid Id, Guid? PetId, string Text, int Version) : IVersioned;

/// <summary>Body of <c>POST /api/v1/handover/notes</c>.</summary>
/// <param name="Text">1 to 2,000 characters.</param>
/// <param name="PetId">Null: about the house.</param>
public sealed record AddHandoverNoteRequest(string Text, Guid? PetId = null);

/// <summary>Body of <c>PUT /api/v1/handover/notes/{noteId}</c>; needs If-Match.</summary>
public sealed record ChangeHandoverNoteRequest(Guid NoteId, string Text);

/// <summary>Body of <c>POST /api/v1/handover/links</c>: a link for somebody without an account.</summary>
/// <param name="Name">Whom it is for, 1 to 60 characters; stands at what they log.</param>
/// <param name="ExpiresAt">Within 90 days.</param>
/// <param name="MayLog">Also log care, not only read.</param>
public sealed record AddHandoverLinkRequest(string Name, DateTimeOffset ExpiresAt, bool MayLog = true);

/// <summary>A link.</summary>
public sealed record HandoverLink(Guid Id, string Name, bool MayLog, DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt);

/// <summary>A new link; the token is in this answer and nowhere else.</summary>
/// <param name="Token">Sent as a bearer to <c>/api/v1/handover/shared</c>.</param>
/// <param name="Link">Path of our own pages; the token stands behind the <c>#</c>, which no server is sent.</param>
public sealed record NewHandoverLinkResponse(HandoverLink Details, string Token, string Link);

/// <summary>Links that still work.</summary>
public sealed record HandoverLinksResponse(IReadOnlyList<HandoverLink> Links);
