using FastEndpoints;
using FluentValidation;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Vaccinations;

namespace PawPal.Api.Vaccinations;

/// <summary>The query of lists of vaccinations.</summary>
internal sealed class ListVaccinationsRequest
{
    [QueryParam]
    public Guid? PetId { get; init; }
}

internal sealed class ListVaccinationsEndpoint(HouseholdDatabase database)
    : Endpoint<ListVaccinationsRequest, VaccinationsResponse>
{
    private const string FindAll =
        $"""
        select {VaccinationStore.Columns} from vaccination v
        join pet p on p.household_id = v.household_id and p.id = v.pet_id
        where v.household_id = $1 and ($2::uuid is null or v.pet_id = $2)
        order by v.given_on desc, v.id desc limit 1000
        """;

    public override void Configure()
    {
        Get("vaccinations");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The household's vaccinations, newest first; at most 1,000");
    }

    public override async Task HandleAsync(ListVaccinationsRequest request, CancellationToken ct)
    {
        await using var query = database.Query(HttpContext.Caller());
        query.Add(FindAll).Bind(HttpContext.Caller().Household.Value, request.PetId);
        await using var row = await query.ExecuteAsync(ct);
        var all = new List<VaccinationResponse>();
        while (await row.ReadAsync(ct))
            all.Add(VaccinationStore.Read(row));
        await Send.OkAsync(new VaccinationsResponse(all), ct);
    }
}

/// <summary>The query of <c>GET /api/v1/vaccinations/schedules</c>.</summary>
internal sealed class VaccineSchedulesRequest
{
    /// <summary>dog, cat, rabbit and so on; all when left out.</summary>
    [QueryParam]
    public string? Species { get; init; }
}

internal sealed class VaccineSchedulesValidator : Validator<VaccineSchedulesRequest>
{
    public VaccineSchedulesValidator() => RuleFor(r => r.Species).MaximumLength(40);
}

internal sealed class VaccineSchedulesEndpoint : Endpoint<VaccineSchedulesRequest, VaccineSchedulesResponse>
{
    private static readonly Sentences Words = new("PawPal.Api.Vaccinations.Replies");

    public override void Configure()
    {
        Get("vaccinations/schedules");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "What is usual for a species, with its source");
    }

    public override Task HandleAsync(VaccineSchedulesRequest request, CancellationToken ct) => Send.OkAsync(
        new VaccineSchedulesResponse(
            Words["Caution"],
            [
                .. VaccineSchedule.All.Where(one => request.Species is null || one.Species == request.Species)
                    .Select(one => new VaccineScheduleResponse(
                        one.Id, one.Species, one.Vaccine, one.IsCore, one.FirstWeeks, one.FirstBoosterMonths,
                        one.BoosterMonths, one.Note, one.Sources, one.Evidence)),
            ]),
        ct);
}

internal sealed class VaccinationsDueEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<ListVaccinationsRequest, VaccinationsDueResponse>
{
    private const int SoonDays = 30;

    private const string FindPets =
        """
        select id, name, species, birth_date, birth_is_estimate from pet
        where household_id = $1 and ($2::uuid is null or id = $2) and archived_at is null order by created_at, id
        """;

    private const string FindLatest =
        $"""
        select {VaccinationStore.Columns} from vaccination v
        join pet p on p.household_id = v.household_id and p.id = v.pet_id and p.archived_at is null
        where v.household_id = $1 and ($2::uuid is null or v.pet_id = $2) and not v.superseded
        order by v.given_on desc, v.id desc limit 1000
        """;

    private static readonly Sentences Words = new("PawPal.Api.Vaccinations.Replies");

    public override void Configure()
    {
        Get("vaccinations/due");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Which vaccinations are due, from records and templates");
    }

    public override async Task HandleAsync(ListVaccinationsRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var today = caller.LocalDate(clock.GetUtcNow());
        await using var query = database.Query(caller);
        query.Add(FindPets).Bind(caller.Household.Value, request.PetId);
        query.Add(FindLatest).Bind(caller.Household.Value, request.PetId);
        await using var row = await query.ExecuteAsync(ct);
        var pets = new List<Pet>();
        while (await row.ReadAsync(ct))
            pets.Add(new Pet(row.GetGuid(0), row.GetString(1), row.GetString(2),
                row.IsDBNull(3) || row.GetBoolean(4) ? null : row.GetFieldValue<DateOnly>(3)));
        await row.NextResultAsync(ct);
        var records = new List<VaccinationResponse>();
        while (await row.ReadAsync(ct))
            records.Add(VaccinationStore.Read(row));
        if (request.PetId is not null && pets.Count == 0)
        {
            await this.ProblemAsync(Problems.PetUnknown, ct);
            return;
        }

        var due = records.Select(record => Of(record, today))
            .Concat(pets.SelectMany(pet => WithoutRecord(pet, records, today)))
            .OrderBy(one => one.DueOn ?? DateOnly.MaxValue).ThenBy(one => one.Pet, StringComparer.Ordinal).ToList();
        await Send.OkAsync(new VaccinationsDueResponse(today, Words["Caution"], due), ct);
    }

    private static VaccinationDue Of(VaccinationResponse record, DateOnly today) => new(
        record.PetId, record.Pet, record.Vaccine, record.Schedule, record.GivenOn, record.DueOn,
        record.DueOn is null ? "later" : Status(record.DueOn.Value, today),
        record.NextDueOn is not null ? "certificate" : record.DueOn is not null ? "template" : null,
        VaccineSchedule.All.FirstOrDefault(one => one.Id == record.Schedule)?.Sources ?? []);

    // A young animal's first dose follows from its age; of a grown one without records nobody knows.
    private static IEnumerable<VaccinationDue> WithoutRecord(
        Pet pet, List<VaccinationResponse> records, DateOnly today) => VaccineSchedule.For(pet.Species)
        .Where(one => one.IsCore && !records.Exists(r => r.PetId == pet.Id && r.Schedule == one.Id))
        .Select(one =>
        {
            DateOnly? due = pet.Born is { } born && born.AddDays(7 * (one.SeriesEndWeeks + 4)) > today
                ? born.AddDays(7 * one.FirstWeeks)
                : null;
            return new VaccinationDue(
                pet.Id, pet.Name, one.Vaccine, one.Id, LastGivenOn: null, due,
                due is { } day ? Status(day, today) : "no-record", due is null ? null : "age", one.Sources);
        });

    private static string Status(DateOnly due, DateOnly today) =>
        due < today ? "overdue" : due <= today.AddDays(SoonDays) ? "soon" : "later";

    private sealed record Pet(Guid Id, string Name, string Species, DateOnly? Born);
}
