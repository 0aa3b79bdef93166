using PawPal.Api.Care;

namespace PawPal.Api.Triage;

internal static class TriageSetup
{
    public static void AddTriage(this IServiceCollection services) =>
        services.AddSingleton<ISymptomAdvice, SymptomAdvice>();
}
