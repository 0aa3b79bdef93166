using System.Linq.Expressions;
using FluentValidation;
using PawPal.Api.Text;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

/// <summary>What may be told about a pet; the same for a new one and for a change.</summary>
internal sealed class PetRules<T> : AbstractValidator<T>
    where T : IPetDetails
{
    public static readonly IReadOnlyList<string> Species =
        ["dog", "cat", "rabbit", "guinea pig", "hamster", "bird", "fish", "tortoise", "other"];

    private const int OldestMonths = 3_000;
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public PetRules(TimeProvider clock)
    {
        RuleFor(r => r.Name).PlainTextOf(1, 40);
        RuleFor(r => r.Species).Cascade(CascadeMode.Stop)
            .NotEmpty()
            .Must(species => Species.Contains(species, StringComparer.Ordinal)).WithErrorCode("choice")
            .WithMessage($"Choose one of: {string.Join(", ", Species)}.");
        RuleFor(r => r.SoundsLike).Cascade(CascadeMode.Stop)
            .Length(1, 60)
            .Must(IsSpelling).WithErrorCode("characters")
            .WithMessage("Spell the sound with letters, spaces and apostrophes, such as moh chee.")
            .When(r => r.SoundsLike is not null);
        RuleFor(r => r.Breed!).PlainTextOf(1, 60).When(r => r.Breed is not null);
        // A day of grace: today is another date elsewhere.
        RuleFor(r => r.BirthDate)
            .Must(born => born is null
                || (born >= Earliest && born <= DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1)))
            .WithErrorCode("range").WithMessage("It cannot lie ahead, nor before 1900.");
        RuleFor(r => r.AgeMonths).InclusiveBetween(0, OldestMonths).WithMessage("Between 0 and 3,000 months.");
        RuleFor(r => r.AgeMonths).Null().WithErrorCode("field").WithMessage("Give the birth date or the age, not both.")
            .When(r => r.BirthDate is not null);
        Choice(r => r.Sex, "female", "male");
        RuleFor(r => r.Microchip)
            .Must(chip => chip is null || (chip.Length is 9 or 10 or 15 && chip.All(char.IsAsciiLetterOrDigit)))
            .WithErrorCode("format").WithMessage("A microchip has 9, 10 or 15 digits or letters.");
        Choice(r => r.WeightUnit, "kg", "g", "lb");
        RuleFor(r => r.Diet!).TextOf(1, 1_000).When(r => r.Diet is not null);
        Words(r => r.Allergies, 30, 80);
        Words(r => r.Conditions, 30, 80);
        Words(r => r.Nicknames, 10, 40);
    }

    private static bool IsSpelling(string? text) =>
        text!.Any(char.IsLetter) && text!.All(sign => char.IsLetter(sign) || sign is ' ' or '\'' or '’');

    private void Choice(Expression<Func<T, string?>> field, params string[] choices) =>
        RuleFor(field).Must(said => said is null || choices.Contains(said, StringComparer.Ordinal))
            .WithErrorCode("choice").WithMessage($"Choose one of: {string.Join(", ", choices)}.");

    private void Words(Expression<Func<T, IReadOnlyList<string>?>> field, int most, int longest)
    {
        RuleFor(field).Must(words => words is null || words.Count <= most).WithErrorCode("length")
            .WithMessage($"At most {most}.");
        RuleFor(field).Must(words => words is null || words.All(word =>
                !string.IsNullOrWhiteSpace(word) && PlainText.IsVisible(word)
                && PlainText.Clean(word).Length <= longest))
            .WithErrorCode("characters").WithMessage($"Each has 1 to {longest} visible characters.");
    }
}
