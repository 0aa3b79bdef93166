namespace PawPal.Api.Export;

/// <summary>A table that leaves with the household.</summary>
internal sealed record HouseholdTable(string Name)
{
    /// <summary>Columns that name accounts: kept where the account is a member, else the importer's.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Columns that name accounts and may be empty: emptied where the account is no member.</summary>
    public IReadOnlyList<string> Assigned { get; init; } = [];
}

/// <summary>Which tables of a household are exported, and why the others are not.</summary>
internal static class HouseholdTables
{
    /// <summary>Each after those that it refers to.</summary>
    public static readonly IReadOnlyList<HouseholdTable> Exported =
    [
        new("pet"),
        new("contact"),
        new("regimen"),
        new("care_event") { People = ["recorded_by"] },
        new("care_retraction") { People = ["retracted_by"] },
        new("reminder") { Assigned = ["assigned_to", "escalate_to"] },
        new("reminder_pet"),
        new("reminder_occurrence") { People = ["acted_by"] },
        new("appointment"),
        new("appointment_pet"),
        new("document"),
        new("document_version") { People = ["created_by"] },
        new("pet_photo"),
        new("vaccination"),
        new("expense") { People = ["created_by"] },
        new("budget"),
        new("handover_note"),
    ];

    /// <summary>Table and reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kept = new Dictionary<string,
        string>(StringComparer.Ordinal)
    {
        ["membership"] = "people choose their households themselves",
        ["invitation"] = "a secret, and soon over",
        ["stored_file"] = "exported as content under files/",
        ["audit_entry"] = "has an export of its own; a chain that could be imported would prove nothing",
        ["audit_head"] = "belongs to the chain",
        ["outbox"] = "on its way",
        ["notice"] = "of one person",
        ["webhook"] = "holds a secret",
        ["delivery"] = "on its way",
        ["idempotency_key"] = "of requests",
        ["calendar_feed"] = "a secret",
        ["handover_link"] = "a secret, and soon over",
    };
}
