namespace PawPal.Contracts.Pets;

/// <summary>A pet of the household.</summary>
/// <param name="Species"><c>dog</c>, <c>cat</c>, <c>rabbit</c>, <c>guinea pig</c>, <c>hamster</c>, <c>bird</c>,
/// <c>fish</c>, <c>tortoise</c> or <c>other</c>.</param>
/// <param name="SoundsLike">How the name is spoken, spelt in English syllables ("moh chee"), for the
/// recogniser.</param>
/// <param name="Nicknames">Other names people use for it, also when they speak; null when there are none.</param>
public sealed record PetResponse(
    Guid Id, string Name, string Species, string? SoundsLike, IReadOnlyList<string>? Nicknames = null);

/// <summary>What people tell about a pet.</summary>
public interface IPetDetails
{
    /// <summary>1 to 40 characters, unique in the household without regard to case.</summary>
    string Name { get; }

    /// <summary>See <see cref="PetResponse"/>.</summary>
    string Species { get; }

    /// <summary>Letters, spaces and apostrophes, at most 60.</summary>
    string? SoundsLike { get; }

    /// <summary>At most 60 characters.</summary>
    string? Breed { get; }

    /// <summary>Not ahead, not before 1900. Not beside <see cref="AgeMonths"/>.</summary>
    DateOnly? BirthDate { get; }

    /// <summary>0 to 3,000: where nobody knows the day; kept as an estimated birth date.</summary>
    int? AgeMonths { get; }

    /// <summary><c>female</c> or <c>male</c>.</summary>
    string? Sex { get; }

    bool? Neutered { get; }

    /// <summary>9, 10 or 15 digits or letters (15 digits: ISO 11784).</summary>
    string? Microchip { get; }

    /// <summary>How its weight is shown: <c>kg</c>, <c>g</c> or <c>lb</c>; the person's own unit when null.</summary>
    string? WeightUnit { get; }

    /// <summary>At most 1,000 characters.</summary>
    string? Diet { get; }

    /// <summary>At most 30 of at most 80 characters.</summary>
    IReadOnlyList<string>? Allergies { get; }

    /// <summary>At most 30 of at most 80 characters.</summary>
    IReadOnlyList<string>? Conditions { get; }

    /// <summary>At most 10 of at most 40 characters.</summary>
    IReadOnlyList<string>? Nicknames { get; }
}

/// <summary>Body of <c>POST /api/v1/pets</c>.</summary>
public sealed record AddPetRequest(
    string Name,
    string Species,
    string? SoundsLike = null,
    string? Breed = null,
    DateOnly? BirthDate = null,
    int? AgeMonths = null,
    string? Sex = null,
    bool? Neutered = null,
    string? Microchip = null,
    string? WeightUnit = null,
    string? Diet = null,
    IReadOnlyList<string>? Allergies = null,
    IReadOnlyList<string>? Conditions = null,
    IReadOnlyList<string>? Nicknames = null) : IPetDetails;

/// <summary>Body of <c>PUT /api/v1/pets/{petId}</c>: all that is known; what is left out is forgotten.</summary>
/// <param name="PetId">In the path.</param>
public sealed record ChangePetRequest(
    Guid PetId,
    string Name,
    string Species,
    string? SoundsLike = null,
    string? Breed = null,
    DateOnly? BirthDate = null,
    int? AgeMonths = null,
    string? Sex = null,
    bool? Neutered = null,
    string? Microchip = null,
    string? WeightUnit = null,
    string? Diet = null,
    IReadOnlyList<string>? Allergies = null,
    IReadOnlyList<string>? Conditions = null,
    IReadOnlyList<string>? Nicknames = null) : IPetDetails;

/// <summary>All that is known of a pet.</summary>
/// <param name="BirthDate">Counted back from an age when <paramref name="BirthIsEstimate"/>.</param>
/// <param name="AgeMonths">Whole months today; null when nobody knows.</param>
/// <param name="PhotoId">Changes with the photo; null when there is none. See
/// <c>GET /api/v1/pets/{petId}/photo</c>.</param>
/// <param name="ArchivedAt">UTC; since then it is out of lists and cannot be logged for.</param>
public sealed record PetDetailsResponse(
    Guid Id,
    string Name,
    string Species,
    string? SoundsLike,
    string? Breed,
    DateOnly? BirthDate,
    bool BirthIsEstimate,
    int? AgeMonths,
    string? Sex,
    bool? Neutered,
    string? Microchip,
    string? WeightUnit,
    string? Diet,
    IReadOnlyList<string> Allergies,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<string> Nicknames,
    Guid? PhotoId,
    DateTimeOffset? ArchivedAt,
    int Version) : IVersioned;

/// <summary>Answer of <c>GET /api/v1/pets</c>.</summary>
public sealed record PetsResponse(IReadOnlyList<PetDetailsResponse> Pets);
