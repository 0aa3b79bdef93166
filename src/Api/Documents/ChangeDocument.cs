using FastEndpoints;
using PawPal.Api.Data;
using PawPal.Api.Files;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Documents;

namespace PawPal.Api.Documents;

internal sealed class ChangeDocumentValidator : Validator<ChangeDocumentRequest>
{
    public ChangeDocumentValidator()
    {
        RuleFor(r => r.Title).PlainTextOf(1, 120);
        RuleFor(r => r.Kind).DocumentKind();
    }
}

/// <summary><c>PUT /api/v1/documents/{documentId}</c>.</summary>
internal sealed class ChangeDocumentEndpoint : WriteEndpoint<ChangeDocumentRequest, DocumentResponse>
{
    public override void Configure()
    {
        Put("documents/{documentId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Change what a document is called and whose it is");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangeDocumentRequest request, WriteContext write, CancellationToken ct)
    {
        if (await DocumentStore.LockAsync(write.Session, request.DocumentId, ct) is not { } document)
            return new WriteResult.Failed(Problems.DocumentUnknown);
        if (write.RequireMatch(document.Version) is { } stale)
            return stale;
        if (!await DocumentStore.IsPetAsync(write.Session, request.PetId, ct))
            return new WriteResult.Failed(Problems.PetUnknown);
        await using var update = write.Session.Command(
            """
            update document set title = $3, kind = $4, pet_id = $5, version = version + 1
            where household_id = $1 and id = $2
            """);
        update.Parameters.Bind(
            write.Household.Value, document.Id, PlainText.Clean(request.Title), request.Kind, request.PetId);
        await update.ExecuteNonQueryAsync(ct);
        write.Record("document.changed", document.Id, request.PetId);
        return new WriteResult.Written(
            WriteAnswer.Ok((await DocumentStore.LockAsync(write.Session, document.Id, ct))!));
    }
}

/// <summary>The form of <c>POST /api/v1/documents/{documentId}/versions</c>.</summary>
internal sealed class AddVersionRequest
{
    public Guid DocumentId { get; init; }

    /// <summary>PDF, JPEG or PNG to 10 MB.</summary>
    public IFormFile? File { get; init; }
}

internal sealed class AddVersionValidator : Validator<AddVersionRequest>
{
    public AddVersionValidator() => RuleFor(r => r.File).UploadedFile();
}

internal sealed class AddDocumentVersionEndpoint(FileStore files) : WriteEndpoint<AddVersionRequest, DocumentResponse>
{
    private const int MostVersions = 100;
    private byte[] _upload = [];

    public override void Configure()
    {
        Post("documents/{documentId}/versions");
        AllowFileUploads();
        this.RequireHousehold(HouseholdAccess.Keep);
        Description(
            route => route.Accepts<AddVersionRequest>(Upload.Form).Produces<DocumentResponse>(), clearDefaults: true);
        Summary(s => s.Summary = "A newer version of a document; the older ones stay");
    }

    protected override async ValueTask<byte[]> FingerprintAsync(AddVersionRequest request, CancellationToken ct)
    {
        _upload = await request.File!.ReadAsync(ct);
        return Fingerprint.Of(Route(), _upload);
    }

    protected override async Task<WriteResult> WriteAsync(
        AddVersionRequest request, WriteContext write, CancellationToken ct)
    {
        if (await DocumentStore.LockAsync(write.Session, request.DocumentId, ct) is not { } document)
            return new WriteResult.Failed(Problems.DocumentUnknown);
        var kind = FileKind.Of(_upload);
        if (kind is not (FileKind.Pdf or FileKind.Jpeg or FileKind.Png))
            return new WriteResult.Failed(Problems.FileKindWrong);
        if (document.Versions.Count >= MostVersions)
            return new WriteResult.Failed(Problems.DocumentsTooMany);
        var file = await files.AddAsync(write.Session, kind, _upload, write.Now, ct);
        await DocumentStore.AddVersionAsync(
            write, document.Id, document.Versions[0].Number + 1, file,
            Upload.SafeName(request.File!.FileName, kind), ct);
        await using var update = write.Session.Command(
            "update document set version = version + 1 where household_id = $1 and id = $2");
        update.Parameters.Bind(write.Household.Value, document.Id);
        await update.ExecuteNonQueryAsync(ct);
        write.Record("document.version_added", document.Id, document.PetId);
        return new WriteResult.Written(
            WriteAnswer.Ok((await DocumentStore.LockAsync(write.Session, document.Id, ct))!));
    }
}

/// <summary>The path of a request about one document.</summary>
internal sealed record DocumentRequest(Guid DocumentId);

/// <summary><c>DELETE /api/v1/documents/{documentId}</c>: out of lists; the trail keeps that it was there.</summary>
internal sealed class DeleteDocumentEndpoint : WriteEndpoint<DocumentRequest>
{
    public override void Configure()
    {
        Delete("documents/{documentId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Delete a document");
    }

    protected override async Task<WriteResult> WriteAsync(
        DocumentRequest request, WriteContext write, CancellationToken ct)
    {
        if (await DocumentStore.LockAsync(write.Session, request.DocumentId, ct) is not { } document)
            return new WriteResult.Failed(Problems.DocumentUnknown);
        await using var delete = write.Session.Command(
            "update document set deleted_at = $3, version = version + 1 where household_id = $1 and id = $2");
        delete.Parameters.Bind(write.Household.Value, document.Id, write.Now.UtcDateTime);
        await delete.ExecuteNonQueryAsync(ct);
        write.Record("document.deleted", document.Id, document.PetId);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}
