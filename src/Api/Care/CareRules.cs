using System.Collections.Frozen;
using FluentValidation;
using PawPal.Api.Text;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>What an event may hold, kind by kind; the same for a new one and for a correction.</summary>
internal sealed class CareRules<T> : AbstractValidator<T>
    where T : ICareDetails
{
    private const decimal MostOfAnything = 100_000;
    private const decimal LongestKilometres = 200;

    private static readonly FrozenDictionary<string, string[]> Fields = new Dictionary<string, string[]>(
        StringComparer.Ordinal)
    {
        [CareKind.Feeding] = [nameof(ICareDetails.Amount), nameof(ICareDetails.Unit), nameof(ICareDetails.Food)],
        [CareKind.Water] = [nameof(ICareDetails.Amount), nameof(ICareDetails.Unit)],
        [CareKind.Walk] =
            [
                nameof(ICareDetails.DurationMinutes), nameof(ICareDetails.Distance), nameof(ICareDetails.DistanceUnit),
            ],
        [CareKind.Potty] = [nameof(ICareDetails.What)],
        [CareKind.Medication] = [nameof(ICareDetails.Medication), nameof(ICareDetails.Dose)],
        [CareKind.Weight] = [nameof(ICareDetails.Weight), nameof(ICareDetails.WeightUnit)],
        [CareKind.Grooming] = [nameof(ICareDetails.What), nameof(ICareDetails.DurationMinutes)],
        [CareKind.Symptom] = [nameof(ICareDetails.What), nameof(ICareDetails.DurationMinutes)],
        [CareKind.Play] = [nameof(ICareDetails.What), nameof(ICareDetails.DurationMinutes)],
        [CareKind.Training] = [nameof(ICareDetails.What), nameof(ICareDetails.DurationMinutes)],
        [CareKind.Note] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public CareRules()
    {
        RuleFor(r => r.Kind).Cascade(CascadeMode.Stop).NotEmpty()
            .Must(CareKind.Exists).WithErrorCode("choice")
            .WithMessage("Choose one of: " + string.Join(", ", CareKind.All) + ".");
        FieldsFitKind();
        RuleFor(r => r.Amount).InclusiveBetween(0.001m, MostOfAnything).WithMessage("Between 0.001 and 100,000.");
        RuleFor(r => r.Unit!).PlainTextOf(1, 20).When(r => r.Unit is not null);
        RuleFor(r => r.Unit).Null().WithErrorCode("unit").WithMessage("A unit needs an amount.")
            .When(r => r.Amount is null && r.Kind is CareKind.Feeding or CareKind.Water);
        RuleFor(r => r.Food!).PlainTextOf(1, 80).When(r => r.Food is not null);
        RuleFor(r => r.Medication!).PlainTextOf(1, 80)
            .When(r => r.Medication is not null || r.Kind is CareKind.Medication);
        RuleFor(r => r.Dose!).PlainTextOf(1, 40).When(r => r.Dose is not null);
        RuleFor(r => r.Dose!).Must(DoseAmount.IsPlausible).WithErrorCode("range")
            .WithMessage("A dose is above zero.").When(r => r.Dose is not null);
        RuleFor(r => r.DurationMinutes).InclusiveBetween(1, 24 * 60).WithMessage("Between 1 and 1,440 minutes.");
        RuleFor(r => r.Distance).InclusiveBetween(0.001m, LongestKilometres).WithMessage("Above 0, at most 200.");
        Choice(r => r.DistanceUnit, "km", "mi");
        RuleFor(r => r.Weight).NotNull().When(r => r.Kind is CareKind.Weight);
        RuleFor(r => r.Weight).InclusiveBetween(0.001m, 1_000_000).WithErrorCode("range")
            .WithMessage("A weight is above zero.");
        Choice(r => r.WeightUnit, "kg", "g", "lb");
        RuleFor(r => r.What!).PlainTextOf(1, 80)
            .When(r => r.What is not null || r.Kind is CareKind.Symptom or CareKind.Potty or CareKind.Grooming);
        RuleFor(r => r.Note!).TextOf(1, 2_000).When(r => r.Note is not null || r.Kind is CareKind.Note);
    }

    private void Choice(System.Linq.Expressions.Expression<Func<T, string?>> field, params string[] choices) =>
        RuleFor(field).Must(said => said is null || choices.Contains(said, StringComparer.Ordinal))
            .WithErrorCode("choice").WithMessage("Choose one of: " + string.Join(", ", choices) + ".");

    private void FieldsFitKind()
    {
        foreach (var name in Fields.Values.SelectMany(names => names).Distinct(StringComparer.Ordinal))
        {
            var property = typeof(ICareDetails).GetProperty(name)!;
            RuleFor(r => r).Must(r => !Fields.TryGetValue(r.Kind ?? "", out var fields)
                    || fields.Contains(name, StringComparer.Ordinal) || property.GetValue(r) is null)
                .OverridePropertyName(name).WithErrorCode("field")
                .WithMessage(r => $"An event of the kind {r.Kind} has no such field.");
        }
    }
}

internal static class CareMeasures
{
    private const decimal KilogramsPerPound = 0.453_592_37m;
    private const decimal KilometresPerMile = 1.609_344m;

    /// <summary>In the units of the log, to three decimals.</summary>
    public static CareDetails ToDetails(this ICareDetails said) => new(
        said.Kind,
        Rounded(said.Amount),
        Clean(said.Unit),
        Clean(said.Food),
        Clean(said.Medication),
        Clean(said.Dose),
        said.DurationMinutes is { } minutes ? decimal.Round(minutes, 2) : null,
        Rounded(said.Distance * (said.DistanceUnit is "mi" ? KilometresPerMile : 1)),
        Rounded(said.Weight * PerUnit(said.WeightUnit)),
        Clean(said.What),
        said.Note?.Trim());

    private static decimal PerUnit(string? unit) => unit switch
    {
        "g" => 0.001m,
        "lb" => KilogramsPerPound,
        _ => 1,
    };

    private static decimal? Rounded(decimal? value) => value is { } said ? decimal.Round(said, 3) : null;

    private static string? Clean(string? text) => text is null ? null : PlainText.Clean(text);
}
