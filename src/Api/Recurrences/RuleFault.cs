namespace PawPal.Api.Recurrences;

/// <summary>Why a rule is refused.</summary>
/// <param name="Code">Stable, for programs: <c>format</c>, <c>never</c>, <c>always</c>, <c>unsupported</c>.</param>
/// <param name="Detail">For a person.</param>
internal sealed record RuleFault(string Code, string Detail)
{
    public static readonly RuleFault Malformed = new(
        "format", "Write the rule as RFC 5545 does, such as FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0.");

    public static readonly RuleFault Never = new("never", "This rule never fires after its start.");

    public static readonly RuleFault Past = new("never", "The last time of this rule has passed already.");

    public static readonly RuleFault Always = new(
        "always", "This rule fires too often: at most every 15 minutes and 48 times a day.");

    public static RuleFault Unsupported(string part) => new("unsupported", $"{part} is not supported here.");
}
