namespace PawPal.Contracts.Pets;

/// <summary>A pet of the household.</summary>
/// <param name="Species"><c>dog</c>, <c>cat</c>, <c>rabbit</c>, <c>guinea pig</c>, <c>hamster</c>, <c>bird</c>,
/// <c>fish</c>, <c>tortoise</c> or <c>other</c>.</param>
/// <param name="SoundsLike">How the name is spoken, spelt in English syllables ("moh chee"), for the
/// recogniser.</param>
public sealed record PetResponse(Guid Id, string Name, string Species, string? SoundsLike);

/// <summary>Body of <c>POST /api/v1/pets</c>.</summary>
/// <param name="Name">1 to 40 characters, unique in the household without regard to case.</param>
/// <param name="SoundsLike">Optional; letters, spaces and apostrophes, at most 60.</param>
public sealed record AddPetRequest(string Name, string Species, string? SoundsLike = null);
