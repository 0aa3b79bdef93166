using PawPal.Api.Care;
using PawPal.Api.Commands;

namespace PawPal.Api.Triage;

/// <summary>Says that a sign can be an emergency while it is being logged.</summary>
internal sealed class SymptomAdvice : ISymptomAdvice
{
    private static readonly Sentences Words = new("PawPal.Api.Triage.Replies");

    public string? Warn(string sign, string species)
    {
        var fired = Assessment.Of(new TriageCase(species, sign));
        return Assessment.LevelOf(fired) == Assessment.Red ? Words["Warn", fired[0].Why] : null;
    }
}

internal static class TriageSetup
{
    public static void AddTriage(this IServiceCollection services) =>
        services.AddSingleton<ISymptomAdvice, SymptomAdvice>();
}
