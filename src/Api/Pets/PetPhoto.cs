using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Files;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

/// <summary>The form of <c>PUT /api/v1/pets/{petId}/photo</c>.</summary>
internal sealed class PetPhotoRequest
{
    public Guid PetId { get; init; }

    /// <summary>JPEG, PNG or WebP to 10 MB and 64 million pixels.</summary>
    public IFormFile? File { get; init; }
}

internal sealed class PetPhotoValidator : Validator<PetPhotoRequest>
{
    public PetPhotoValidator() => RuleFor(r => r.File).UploadedFile();
}

internal sealed class SetPetPhotoEndpoint(PhotoStudio studio, FileStore files)
    : WriteEndpoint<PetPhotoRequest, PetDetailsResponse>
{
    private byte[] _upload = [];

    public override void Configure()
    {
        Put("pets/{petId}/photo");
        AllowFileUploads();
        this.RequireHousehold(HouseholdAccess.Keep);
        Description(
            route => route.Accepts<PetPhotoRequest>(Upload.Form).Produces<PetDetailsResponse>(), clearDefaults: true);
        Summary(s => s.Summary = "Set a pet's photo");
    }

    protected override async ValueTask<byte[]> FingerprintAsync(PetPhotoRequest request, CancellationToken ct)
    {
        _upload = await request.File!.ReadAsync(ct);
        return Fingerprint.Of(Route(), _upload);
    }

    protected override async Task<WriteResult> WriteAsync(
        PetPhotoRequest request, WriteContext write, CancellationToken ct)
    {
        var today = write.Caller.LocalDate(write.Now);
        if (await PetStore.FindAsync(write.Session, request.PetId, today, ct) is not { } pet)
            return new WriteResult.Failed(Problems.PetUnknown);
        var (prints, problem) = await studio.PrintAsync(_upload, ct);
        if (problem is not null)
            return new WriteResult.Failed(problem);
        await PetPhotos.DropAsync(write.Session, pet.Id, ct);
        var changed = await PetPhotos.AddAsync(files, write, pet.Id, prints, ct);
        write.Record("pet.photo_set", pet.Id, pet.Id);
        return new WriteResult.Written(WriteAnswer.Ok(changed));
    }
}

internal sealed class DropPetPhotoEndpoint : WriteEndpoint<PetRequest, PetDetailsResponse>
{
    public override void Configure()
    {
        Delete("pets/{petId}/photo");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Remove a pet's photo");
    }

    protected override async Task<WriteResult> WriteAsync(PetRequest request, WriteContext write, CancellationToken ct)
    {
        var today = write.Caller.LocalDate(write.Now);
        if (await PetStore.FindAsync(write.Session, request.PetId, today, ct) is not { } pet)
            return new WriteResult.Failed(Problems.PetUnknown);
        await PetPhotos.DropAsync(write.Session, pet.Id, ct);
        write.Record("pet.photo_removed", pet.Id, pet.Id);
        return new WriteResult.Written(
            WriteAnswer.Ok(await PetPhotos.SetAsync(write.Session, pet.Id, photo: null, today, ct)));
    }
}

/// <summary>The query of <c>GET /api/v1/pets/{petId}/photo</c>.</summary>
internal sealed class GetPetPhotoRequest
{
    public Guid PetId { get; init; }

    /// <summary>96, 320 (also when left out), 1024 or 2048: the longer side, at most.</summary>
    [QueryParam]
    public int? Size { get; init; }
}

internal sealed class GetPetPhotoValidator : Validator<GetPetPhotoRequest>
{
    public GetPetPhotoValidator() => RuleFor(r => r.Size)
        .Must(size => size is null || PhotoStudio.Sizes.Contains(size.Value)).WithErrorCode("choice")
        .WithMessage("Choose one of: " + string.Join(", ", PhotoStudio.Sizes.Order()) + ".");
}

internal sealed class GetPetPhotoEndpoint(HouseholdDatabase database, FileStore files) : Endpoint<GetPetPhotoRequest>
{
    private const int UsualSize = 320;

    public override void Configure()
    {
        Get("pets/{petId}/photo");
        this.RequireHousehold(HouseholdAccess.Read);
        Description(
            route => route.Produces<byte[]>(StatusCodes.Status200OK, FileKind.Jpeg), clearDefaults: true);
        Summary(s => s.Summary = "A pet's photo");
    }

    public override async Task HandleAsync(GetPetPhotoRequest request, CancellationToken ct)
    {
        var household = HttpContext.Caller().Household;
        var print = await PetPhotos.FindAsync(database, household, request.PetId, request.Size ?? UsualSize, ct);
        var file = print is { } id ? await files.FindAsync(database, household, id, ct) : null;
        HttpContext.MarkResponseStart();
        await (file is null
            ? this.ProblemAsync(Problems.FileUnknown, ct)
            : HttpContext.SendFileAsync(file, downloadAs: null, ct));
    }
}

internal static class PetPhotos
{
    public static async Task<PetDetailsResponse> AddAsync(
        FileStore files, WriteContext write, Guid pet, IReadOnlyList<Print> prints, CancellationToken ct)
    {
        var photo = write.NewId();
        foreach (var print in prints)
        {
            var file = await files.AddAsync(write.Session, FileKind.Jpeg, print.Jpeg, write.Now, ct);
            await using var insert = write.Session.Command(
                "insert into pet_photo (household_id, pet_id, size, photo_id, file_id) values ($1, $2, $3, $4, $5)");
            insert.Parameters.Bind(write.Household.Value, pet, print.Size, photo, file);
            await insert.ExecuteNonQueryAsync(ct);
        }

        return await SetAsync(write.Session, pet, photo, write.Caller.LocalDate(write.Now), ct);
    }

    public static async Task<PetDetailsResponse> SetAsync(
        HouseholdSession session, Guid pet, Guid? photo, DateOnly today, CancellationToken ct)
    {
        await using var set = session.Command(
            $"""
            update pet p set photo_id = $3, version = p.version + 1 where p.household_id = $1 and p.id = $2
            returning {PetStore.Columns}
            """);
        set.Parameters.Bind(session.Household.Value, pet, photo);
        return (await PetStore.ReadOneAsync(set, today, ct))!;
    }

    /// <summary>With the files, the rows that name them go too.</summary>
    public static async Task DropAsync(HouseholdSession session, Guid pet, CancellationToken ct)
    {
        await using var delete = session.Command(
            """
            delete from stored_file where household_id = $1 and id in (
                select file_id from pet_photo where household_id = $1 and pet_id = $2)
            """);
        delete.Parameters.Bind(session.Household.Value, pet);
        await delete.ExecuteNonQueryAsync(ct);
    }

    public static async Task<Guid?> FindAsync(
        HouseholdDatabase database, HouseholdId household, Guid pet, int size, CancellationToken ct)
    {
        await using var query = database.Query(household);
        query.Add("select file_id from pet_photo where household_id = $1 and pet_id = $2 and size = $3")
            .Bind(household.Value, pet, size);
        await using var row = await query.ExecuteAsync(ct);
        return await row.ReadAsync(ct) ? row.GetGuid(0) : null;
    }
}
