using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;
using PawPal.Publishing.Monitoring;

namespace PawPal.Publishing.Compose;

/// <summary>A variable of <c>.env</c>.</summary>
/// <param name="Explanation">A line for the reader of the example.</param>
internal sealed record OutsideValue(string Variable, string Explanation)
{
    /// <summary>Characters to make up; null: it is not made up.</summary>
    public int? Length { get; init; }

    /// <summary>What it is where nothing is given: a text, and the value of a variable that stands before it.</summary>
    public (string Text, string Variable)? MadeOf { get; init; }

    /// <summary>The variable whose percent-encoded form it always is.</summary>
    public string? EncodedOf { get; init; }

    /// <summary>It may stay empty.</summary>
    public bool IsOptional { get; init; }

    /// <summary>It works without it; its file is there all the same.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The file in <c>secrets/</c> that holds it too; null: none.</summary>
    public string? File { get; init; }
}

/// <summary>Everything that the compose file of an application takes from outside.</summary>
internal static class OutsideValues
{
    private const int LeastLength = 22;

    public static string Variable(ParameterPart part) => Variable(part.Parameter, part.IsUriEncoded);

    public static string Variable(string parameter, bool isUriEncoded = false) =>
        parameter.Replace('-', '_').ToUpperInvariant() + (isUriEncoded ? "_URI_ENCODED" : "");

    public static IReadOnlyList<OutsideValue> Of(Application application)
    {
        var values = new List<OutsideValue>();
        foreach (var parameter in application.Parameters)
        {
            values.Add(new(Variable(parameter.Name), parameter.Length is null ? "To be given" : "Made by ./init-env.sh")
            {
                Length = parameter.Length is { } length ? Math.Max(length, LeastLength) : null,
                File = parameter.IsSecret ? Labels.Of(parameter.Name) : null,
            });
            if (IsEncodedHere(application, parameter))
            {
                values.Add(new(Variable(parameter.Name, isUriEncoded: true), "Made by ./init-env.sh of the one above")
                {
                    EncodedOf = Variable(parameter.Name),
                });
            }
        }

        if (Telemetry.IsSent(application))
            values.AddRange(DashboardService.Values(application));
        if (MonitoringPlan.Of(application) is not null)
            values.AddRange(MonitoringServices.Values);
        return values;
    }

    // Programs that read files encode by themselves.
    private static bool IsEncodedHere(Application application, Parameter parameter) => parameter.IsUriEncoded
        && application.Workloads.Where(workload => !workload.ReadsSecretFiles || !parameter.IsSecret)
            .SelectMany(workload => workload.Arguments.Concat(workload.Environment.Select(variable => variable.Value)))
            .SelectMany(text => text.Parameters)
            .Any(part => part.IsUriEncoded && part.Parameter == parameter.Name);
}
