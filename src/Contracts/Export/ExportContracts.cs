namespace PawPal.Contracts.Export;

/// <summary><c>manifest.json</c> of an exported household.</summary>
/// <param name="Format"><c>pawpal-household</c>.</param>
/// <param name="Version">Of the format; 1.</param>
/// <param name="People">Display names of the accounts that rows name.</param>
public sealed record ExportManifest(
    string Format,
    int Version,
    Guid HouseholdId,
    string Household,
    string TimeZone,
    DateTimeOffset ExportedAt,
    IReadOnlyDictionary<Guid, string> People,
    IReadOnlyList<ExportedFile> Files);

/// <summary>Content under <c>files/</c>, by its id.</summary>
public sealed record ExportedFile(Guid Id, string ContentType);

/// <summary>What an import added; what was there already is not counted.</summary>
/// <param name="Rows">By table.</param>
public sealed record ImportResponse(IReadOnlyDictionary<string, int> Rows, int Files);

/// <summary>What an import of a table of events added.</summary>
/// <param name="Events">New events.</param>
/// <param name="Known">Rows that were imported before.</param>
public sealed record ImportEventsResponse(int Events, int Known);
