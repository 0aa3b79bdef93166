namespace PawPal.Contracts.Documents;

/// <summary>A certificate, report, photo or other paper of the household, or of one pet.</summary>
/// <param name="PetId">Null when it is of the household.</param>
/// <param name="Kind"><c>certificate</c>, <c>report</c>, <c>photo</c>, <c>invoice</c> or <c>other</c>.</param>
/// <param name="Versions">Newest first; every one can be read.</param>
public sealed record DocumentResponse(
    Guid Id,
    Guid? PetId,
    string Kind,
    string Title,
    DateTimeOffset CreatedAt,
    IReadOnlyList<DocumentVersion> Versions,
    int Version) : IVersioned;

/// <summary>One upload.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="ContentType">By its content: PDF, JPEG or PNG.</param>
/// <param name="Sha256">Of the content, in hexadecimal.</param>
/// <param name="CreatedBy">Display name; null when the person has left.</param>
public sealed record DocumentVersion(
    int Number,
    string FileName,
    string ContentType,
    int Bytes,
    string Sha256,
    DateTimeOffset CreatedAt,
    string? CreatedBy);

/// <summary>Body of <c>PUT /api/v1/documents/{documentId}</c>.</summary>
/// <param name="DocumentId">In the path.</param>
/// <param name="Title">1 to 120 characters.</param>
public sealed record ChangeDocumentRequest(Guid DocumentId, string Title, string Kind, Guid? PetId = null);
