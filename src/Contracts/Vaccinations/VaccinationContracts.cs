namespace PawPal.Contracts.Vaccinations;

/// <summary>What is told of a vaccination.</summary>
public interface IVaccinationDetails
{
    /// <summary>1 to 80 characters.</summary>
    string Vaccine { get; }

    /// <summary>Not before the pet's birth, not ahead.</summary>
    DateOnly GivenOn { get; }

    /// <summary>At most 80 characters.</summary>
    string? Product { get; }

    /// <summary>At most 40 characters.</summary>
    string? Batch { get; }

    /// <summary>Who gave it, at most 120 characters.</summary>
    string? GivenBy { get; }

    /// <summary>As the certificate says; reckoned from the template when left out. After <see cref="GivenOn"/>, within
    /// 10
    /// years of it.</summary>
    DateOnly? NextDueOn { get; }

    /// <summary>At most 1,000 characters.</summary>
    string? Note { get; }

    /// <summary>The certificate: a document of the household, of this pet or of none.</summary>
    Guid? DocumentId { get; }
}

/// <summary>Body of <c>POST /api/v1/vaccinations</c>.</summary>
public sealed record AddVaccinationRequest(
    Guid PetId,
    string Vaccine,
    DateOnly GivenOn,
    string? Product = null,
    string? Batch = null,
    string? GivenBy = null,
    DateOnly? NextDueOn = null,
    string? Note = null,
    Guid? DocumentId = null) : IVaccinationDetails;

/// <summary>Body of <c>PUT /api/v1/vaccinations/{vaccinationId}</c>: all of it; needs If-Match.</summary>
public sealed record ChangeVaccinationRequest(
    Guid VaccinationId,
    string Vaccine,
    DateOnly GivenOn,
    string? Product = null,
    string? Batch = null,
    string? GivenBy = null,
    DateOnly? NextDueOn = null,
    string? Note = null,
    Guid? DocumentId = null) : IVaccinationDetails;

/// <summary>A vaccination that was given.</summary>
/// <param name="Schedule">Id of the template that it follows; null for one of its own.</param>
/// <param name="DueOn">When the next one is due; null when neither the certificate nor a template says.</param>
/// <param name="IsLatest">No newer one of the same vaccine.</param>
/// <param name="Version">Grows with each edit; the ETag.</param>
public sealed record VaccinationResponse(
    Guid Id,
    Guid PetId,
    string Pet,
    string Vaccine,
    string? Schedule,
    DateOnly GivenOn,
    string? Product,
    string? Batch,
    string? GivenBy,
    DateOnly? NextDueOn,
    DateOnly? DueOn,
    string? Note,
    Guid? DocumentId,
    bool IsLatest,
    int Version) : IVersioned;

/// <summary>Vaccinations, newest first.</summary>
public sealed record VaccinationsResponse(IReadOnlyList<VaccinationResponse> Vaccinations);

/// <summary>A template: what is usual, with its source. A vet and the law of the place decide.</summary>
/// <param name="FirstWeeks">Age of the first dose, weeks.</param>
/// <param name="Evidence">A: the source was read; B: a copy that quotes it; C: general knowledge.</param>
public sealed record VaccineScheduleResponse(
    string Id,
    string Species,
    string Vaccine,
    bool IsCore,
    int FirstWeeks,
    int FirstBoosterMonths,
    int BoosterMonths,
    string Note,
    IReadOnlyList<string> Sources,
    string Evidence);

/// <summary>Templates of a species; none for species without a checked source.</summary>
public sealed record VaccineSchedulesResponse(string Caution, IReadOnlyList<VaccineScheduleResponse> Schedules);

/// <summary>What is due, the soonest first.</summary>
public sealed record VaccinationsDueResponse(DateOnly Date, string Caution, IReadOnlyList<VaccinationDue> Due);

/// <summary>One vaccine of one pet.</summary>
/// <param name="DueOn">Null without a record, when the age does not tell either.</param>
/// <param name="Status"><c>overdue</c>, <c>soon</c> (within 30 days), <c>later</c>, or <c>no-record</c>.</param>
/// <param name="Basis"><c>certificate</c>, <c>template</c> or <c>age</c>.</param>
public sealed record VaccinationDue(
    Guid PetId,
    string Pet,
    string Vaccine,
    string? Schedule,
    DateOnly? LastGivenOn,
    DateOnly? DueOn,
    string Status,
    string? Basis,
    IReadOnlyList<string> Sources);
