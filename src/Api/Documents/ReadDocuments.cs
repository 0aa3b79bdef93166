using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Files;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Paging;
using PawPal.Contracts.Documents;
using PawPal.Contracts.Paging;

namespace PawPal.Api.Documents;

/// <summary>The query of <c>GET /api/v1/documents</c>.</summary>
internal sealed class ListDocumentsRequest
{
    [QueryParam]
    public Guid? PetId { get; init; }

    [QueryParam]
    public string? Kind { get; init; }

    [QueryParam]
    public string? Cursor { get; init; }

    [QueryParam]
    public int? Limit { get; init; }
}

internal sealed class ListDocumentsValidator : Validator<ListDocumentsRequest>
{
    public ListDocumentsValidator()
    {
        RuleFor(r => r.Kind!).DocumentKind().When(r => r.Kind is not null);
        RuleFor(r => r.Limit).PageLimit();
        RuleFor(r => r.Cursor).PageCursor();
    }
}

internal sealed class ListDocumentsEndpoint(HouseholdDatabase database)
    : Endpoint<ListDocumentsRequest, Page<DocumentResponse>>
{
    private const string Find =
        $"""
        {DocumentStore.Select}
        where d.household_id = $1 and d.id in (
            select id from document
            where household_id = $1 and deleted_at is null and ($2::uuid is null or pet_id = $2)
                and ($3::text is null or kind = $3) and ($4::timestamptz is null or (created_at, id) < ($4, $5))
            order by created_at desc, id desc limit $6)
        order by d.created_at desc, d.id desc, v.number desc
        """;

    public override void Configure()
    {
        Get("documents");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The household's documents, newest first");
    }

    public override async Task HandleAsync(ListDocumentsRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var limit = request.Limit ?? PageRules.Usual;
        var from = PageRules.Read(request.Cursor);
        await using var query = database.Query(caller);
        query.Add(Find)
            .Bind(caller.Household.Value, request.PetId, request.Kind)
            .Bind(from?.At.UtcDateTime, from?.Id, limit + 1);
        await using var rows = await query.ExecuteAsync(ct);
        var documents = await DocumentStore.ReadAsync(rows, ct);
        await Send.OkAsync(PageRules.Of(documents, limit, last => new PageCursor(last.CreatedAt, last.Id)), ct);
    }
}

internal sealed class GetDocumentEndpoint(HouseholdDatabase database) : Endpoint<DocumentRequest, DocumentResponse>
{
    public override void Configure()
    {
        Get("documents/{documentId}");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "A document and its versions");
    }

    public override async Task HandleAsync(DocumentRequest request, CancellationToken ct)
    {
        var household = HttpContext.Caller().Household;
        await using var query = database.Query(household);
        DocumentStore.AddFind(query, household.Value, request.DocumentId);
        await using var rows = await query.ExecuteAsync(ct);
        await (await DocumentStore.ReadAsync(rows, ct) is [var document]
            ? this.OkVersionedAsync(document, ct)
            : this.ProblemAsync(Problems.DocumentUnknown, ct));
    }
}

/// <summary>The query of <c>GET /api/v1/documents/{documentId}/content</c>.</summary>
internal sealed class DocumentContentRequest
{
    public Guid DocumentId { get; init; }

    /// <summary>The newest when left out.</summary>
    [QueryParam]
    public int? Number { get; init; }
}

internal sealed class DocumentContentEndpoint(HouseholdDatabase database, FileStore files)
    : Endpoint<DocumentContentRequest>
{
    private const string Find =
        """
        select v.file_id, v.file_name from document d
        join document_version v on v.household_id = d.household_id and v.document_id = d.id
        where d.household_id = $1 and d.id = $2 and d.deleted_at is null and ($3::int is null or v.number = $3)
        order by v.number desc limit 1
        """;

    public override void Configure()
    {
        Get("documents/{documentId}/content");
        this.RequireHousehold(HouseholdAccess.Read);
        Description(
            route => route.Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream"), clearDefaults: true);
        Summary(s => s.Summary = "The file of a document");
    }

    public override async Task HandleAsync(DocumentContentRequest request, CancellationToken ct)
    {
        var household = HttpContext.Caller().Household;
        HttpContext.MarkResponseStart();
        if (await FindAsync(household, request, ct) is not var (id, name)
            || await files.FindAsync(database, household, id, ct) is not { } file)
        {
            await this.ProblemAsync(Problems.DocumentUnknown, ct);
            return;
        }

        await HttpContext.SendFileAsync(file, name, ct);
    }

    private async Task<(Guid File, string Name)?> FindAsync(
        HouseholdId household, DocumentContentRequest request, CancellationToken ct)
    {
        await using var query = database.Query(household);
        query.Add(Find).Bind(household.Value, request.DocumentId, request.Number);
        await using var row = await query.ExecuteAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetGuid(0), row.GetString(1)) : null;
    }
}
