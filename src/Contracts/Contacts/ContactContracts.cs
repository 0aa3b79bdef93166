namespace PawPal.Contracts.Contacts;

/// <summary>What is told of a contact.</summary>
public interface IContactDetails
{
    /// <summary><c>vet</c>, <c>clinic</c>, <c>emergency</c> or <c>other</c>.</summary>
    string Kind { get; }

    /// <summary>1 to 120 characters.</summary>
    string Name { get; }

    /// <summary>3 to 40 characters: digits, spaces, <c>+</c>, <c>-</c>, parentheses, and x for an extension.</summary>
    string? Phone { get; }

    string? Email { get; }

    /// <summary>At most 300 characters.</summary>
    string? Address { get; }

    /// <summary>At most 1,000 characters.</summary>
    string? Note { get; }

    /// <summary>Takes animals in an emergency, also at night.</summary>
    bool TakesEmergencies { get; }
}

/// <summary>Body of <c>POST /api/v1/contacts</c>.</summary>
public sealed record AddContactRequest(
    string Kind,
    string Name,
    string? Phone = null,
    string? Email = null,
    string? Address = null,
    string? Note = null,
    bool TakesEmergencies = false) : IContactDetails;

/// <summary>Body of <c>PUT /api/v1/contacts/{contactId}</c>: all of it; what is left out is forgotten.</summary>
/// <param name="ContactId">In the path.</param>
public sealed record ChangeContactRequest(
    Guid ContactId,
    string Kind,
    string Name,
    string? Phone = null,
    string? Email = null,
    string? Address = null,
    string? Note = null,
    bool TakesEmergencies = false) : IContactDetails;

/// <summary>Somebody to call.</summary>
public sealed record ContactResponse(
    Guid Id,
    string Kind,
    string Name,
    string? Phone,
    string? Email,
    string? Address,
    string? Note,
    bool TakesEmergencies,
    int Version) : IVersioned;

/// <summary>The household's contacts: vets and clinics first.</summary>
public sealed record ContactsResponse(IReadOnlyList<ContactResponse> Contacts);
