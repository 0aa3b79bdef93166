namespace PawPal.Api.Households;

/// <summary>What a member may do; stored and shown in lower case.</summary>
internal enum HouseholdRole
{
    /// <summary>Sees everything, changes nothing.</summary>
    Viewer,

    /// <summary>Logs care while standing in for the owners.</summary>
    Sitter,

    /// <summary>Logs care and keeps the household's pets and plans.</summary>
    Carer,

    /// <summary>Also decides who belongs to the household.</summary>
    Owner,
}

internal static class HouseholdRoles
{
    public static string Name(this HouseholdRole role) => role switch
    {
        HouseholdRole.Viewer => "viewer",
        HouseholdRole.Sitter => "sitter",
        HouseholdRole.Carer => "carer",
        HouseholdRole.Owner => "owner",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role"),
    };

    public static HouseholdRole Parse(string name) => name switch
    {
        "viewer" => HouseholdRole.Viewer,
        "sitter" => HouseholdRole.Sitter,
        "carer" => HouseholdRole.Carer,
        "owner" => HouseholdRole.Owner,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown role"),
    };
}
