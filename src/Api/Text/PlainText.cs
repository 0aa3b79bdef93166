using System.Globalization;
using System.Text;
using FluentValidation;

namespace PawPal.Api.Text;

/// <summary>Rules for the short texts people give: names of pets, households, people, foods.</summary>
internal static class PlainText
{
    // Letters and marks by category, yet blank on every screen.
    private static readonly int[] Blank = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0];

    /// <summary>Composed (NFC), trimmed, with single spaces: two names that look the same are the same.</summary>
    public static string Clean(string text)
    {
        var composed = IsWellFormed(text) ? text.Normalize(NormalizationForm.FormC) : text;
        return string.Join(' ', composed.Split([' ', '\u00A0', '\u3000'], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>
    /// True without control characters, lone surrogates, unassigned code points and everything that shows nothing or
    /// turns the text around it: zero-width and bidirectional characters make one name look like another.
    /// </summary>
    public static bool IsVisible(string text) => IsWellFormed(text) && text.EnumerateRunes().All(IsVisible);

    /// <summary>
    /// Required, visible and between the two lengths, counted after <see cref="Clean"/> in UTF-16 units.
    /// </summary>
    public static IRuleBuilderOptions<T, string> PlainTextOf<T>(
        this IRuleBuilderInitial<T, string> rule, int shortest, int longest) => rule
        .Cascade(CascadeMode.Stop)
        .NotEmpty()
        .Must(IsVisible).WithErrorCode("characters")
        .WithMessage("Use letters, digits, signs and spaces only: no control or invisible characters.")
        .Must(text => Clean(text).Length is var length && length >= shortest && length <= longest)
        .WithErrorCode("length")
        .WithMessage(string.Create(CultureInfo.InvariantCulture, $"Use {shortest} to {longest} characters."));

    /// <summary>The same for longer texts, which may have several lines.</summary>
    public static IRuleBuilderOptions<T, string> TextOf<T>(
        this IRuleBuilderInitial<T, string> rule, int shortest, int longest) => rule
        .Cascade(CascadeMode.Stop)
        .NotEmpty()
        .Must(text => IsVisible(text.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ')))
        .WithErrorCode("characters")
        .WithMessage("Use letters, digits, signs, spaces and lines only: no control or invisible characters.")
        .Must(text => text.Trim().Length is var length && length >= shortest && length <= longest)
        .WithErrorCode("length")
        .WithMessage(string.Create(CultureInfo.InvariantCulture, $"Use {shortest} to {longest} characters."));

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[used..];
        }

        return true;
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => false,
        _ => !Blank.Contains(rune.Value),
    };
}
