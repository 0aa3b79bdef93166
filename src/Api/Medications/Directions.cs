namespace PawPal.Api.Medications;

/// <summary>What directions such as "1 tab BID for ten days" say.</summary>
internal sealed record Directions
{
    public decimal? Amount { get; init; }

    /// <summary>In the singular: tablet, ml, drop.</summary>
    public string? Unit { get; init; }

    /// <summary>RRULE without an end; null for once and for as needed.</summary>
    public string? Rule { get; init; }

    /// <summary>How often, as it is said back: a key of the feature's words, and its number.</summary>
    public string Often { get; init; } = "";

    public int OftenNumber { get; init; }

    public bool IsAsNeeded { get; init; }

    /// <summary>Of what is given as needed: the least time between two doses, in hours.</summary>
    public int? LeastHours { get; init; }

    public int? MostPerDay { get; init; }

    /// <summary>So many days, counted from the first dose.</summary>
    public int? Days { get; init; }

    /// <summary>Keys of the feature's words, in the order in which they are said: by mouth, with food.</summary>
    public IReadOnlyList<string> Ways { get; init; } = [];

    /// <summary>Hour of the first dose where the directions name a part of the day.</summary>
    public int? Hour { get; init; }
}

/// <summary>Why directions cannot be read.</summary>
/// <param name="Code">Stable, for programs: <c>unknown-word</c>, <c>ambiguous</c>, <c>how-often</c>, <c>prn-limits</c>,
/// <c>range</c>.</param>
/// <param name="Key">Of the sentence that says so.</param>
internal sealed record DirectionsFault(string Code, string Key, string Word = "");
