using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Files;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Documents;

namespace PawPal.Api.Documents;

/// <summary>The form of <c>POST /api/v1/documents</c>.</summary>
internal sealed class AddDocumentRequest
{
    /// <summary>1 to 120 characters.</summary>
    public string Title { get; init; } = "";

    public string Kind { get; init; } = "";

    public Guid? PetId { get; init; }

    /// <summary>PDF, JPEG or PNG to 10 MB.</summary>
    public IFormFile? File { get; init; }
}

internal sealed class AddDocumentValidator : Validator<AddDocumentRequest>
{
    public AddDocumentValidator()
    {
        RuleFor(r => r.Title).PlainTextOf(1, 120);
        RuleFor(r => r.Kind).DocumentKind();
        RuleFor(r => r.File).UploadedFile();
    }
}

/// <summary><c>POST /api/v1/documents</c>.</summary>
internal sealed class AddDocumentEndpoint(FileStore files) : WriteEndpoint<AddDocumentRequest, DocumentResponse>
{
    private const int Most = 2_000;
    private byte[] _upload = [];

    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("documents");
        AllowFileUploads();
        this.RequireHousehold(HouseholdAccess.Keep);
        Description(
            route => route.Accepts<AddDocumentRequest>(Upload.Form)
                .Produces<DocumentResponse>(StatusCodes.Status201Created),
            clearDefaults: true);
        Summary(s => s.Summary = "Keep a document");
    }

    protected override async ValueTask<byte[]> FingerprintAsync(AddDocumentRequest request, CancellationToken ct)
    {
        _upload = await request.File!.ReadAsync(ct);
        return Fingerprint.Of($"{Route()} {request.Title}\n{request.Kind} {request.PetId}", _upload);
    }

    protected override async Task<WriteResult> WriteAsync(
        AddDocumentRequest request, WriteContext write, CancellationToken ct)
    {
        var kind = FileKind.Of(_upload);
        if (kind is not (FileKind.Pdf or FileKind.Jpeg or FileKind.Png))
            return new WriteResult.Failed(Problems.FileKindWrong);
        if (!await DocumentStore.IsPetAsync(write.Session, request.PetId, ct))
            return new WriteResult.Failed(Problems.PetUnknown);
        if (await CountAsync(write, ct) >= Most)
            return new WriteResult.Failed(Problems.DocumentsTooMany);
        var id = write.NewId();
        await using (var insert = write.Session.Command(
            """
            insert into document (id, household_id, pet_id, kind, title, created_at) values ($1, $2, $3, $4, $5, $6)
            """))
        {
            insert.Parameters.Bind(
                id, write.Household.Value, request.PetId, request.Kind, PlainText.Clean(request.Title),
                write.Now.UtcDateTime);
            await insert.ExecuteNonQueryAsync(ct);
        }

        var file = await files.AddAsync(write.Session, kind, _upload, write.Now, ct);
        var name = Upload.SafeName(request.File!.FileName, kind);
        await DocumentStore.AddVersionAsync(write, id, 1, file, name, ct);
        write.Record("document.added", id, request.PetId, new { request.Kind });
        return new WriteResult.Written(WriteAnswer.Of(
            StatusCodes.Status201Created, (await DocumentStore.LockAsync(write.Session, id, ct))!));
    }

    private static async Task<long> CountAsync(WriteContext write, CancellationToken ct)
    {
        await using var count = write.Session.Command(
            "select count(*) from document where household_id = $1 and deleted_at is null");
        count.Parameters.Bind(write.Household.Value);
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }
}

internal static class DocumentKindRules
{
    private static readonly string[] Kinds = ["certificate", "report", "photo", "invoice", "other"];

    public static IRuleBuilderOptions<T, string> DocumentKind<T>(this IRuleBuilderInitial<T, string> rule) => rule
        .Must(kind => Kinds.Contains(kind, StringComparer.Ordinal)).WithErrorCode("choice")
        .WithMessage("Choose one of: " + string.Join(", ", Kinds) + ".");
}
