namespace PawPal.Api.Households;

/// <summary>Who asks, for which household, as what: checked against the database for this very request.</summary>
internal sealed record HouseholdCaller(
    AccountId Account,
    string AccountName,
    HouseholdId Household,
    string HouseholdName,
    HouseholdRole Role,
    TimeZoneInfo TimeZone,
    bool IsDemo)
{
    /// <summary>How the person wants weights and distances told; metric for who is here by a link.</summary>
    public Units Units { get; init; }

    /// <summary>The household's wall clock at <paramref name="moment"/>.</summary>
    public DateTimeOffset LocalTime(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, TimeZone);

    /// <summary>The household's calendar date at <paramref name="moment"/>.</summary>
    public DateOnly LocalDate(DateTimeOffset moment) => DateOnly.FromDateTime(LocalTime(moment).DateTime);
}
