using FluentValidation;

namespace PawPal.Api.Text;

internal static class CountryCode
{
    /// <summary>Null, or two capital letters as in ISO 3166-1 alpha-2.</summary>
    public static IRuleBuilderOptions<T, string?> Country<T>(this IRuleBuilderInitial<T, string?> rule) => rule
        .Must(code => code is null || (code.Length == 2 && code.All(char.IsAsciiLetterUpper)))
        .WithErrorCode("format").WithMessage("Give two capital letters, such as GB.");
}
