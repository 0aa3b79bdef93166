using System.Text;
using System.Text.Json;
using FluentValidation.Results;

namespace PawPal.Api;

/// <summary>What validators and the JSON reader find wrong, in the shape of our problems.</summary>
internal static class ValidationProblem
{
    private const string ReaderCode = "json";

    public static object Body(IReadOnlyList<ValidationFailure> failures, HttpContext http, int status) =>
        ProblemAnswer.Body(
            http,
            Problems.InvalidRequest with { Status = status },
            errors: [.. failures.Select(
                failure => new ProblemError(Pointer(failure), Code(failure), failure.ErrorMessage))]);

    /// <summary>The reader's own message may quote the input and names our types.</summary>
    public static ValidationFailure FromReader(JsonException exception)
    {
        var path = exception.Path is ['$', .. var rest] ? rest.TrimStart('.') : "";
        return new ValidationFailure(
            path,
            path.Length == 0 ? "This is not well-formed JSON." : "The value is not of the kind that belongs here.")
        {
            ErrorCode = ReaderCode,
        };
    }

    /// <summary>From <c>pets[0].name</c> to <c>/pets/0/name</c> (RFC 6901).</summary>
    private static string Pointer(ValidationFailure failure)
    {
        var name = failure.PropertyName;
        if (string.IsNullOrEmpty(name))
            return "";
        var pointer = new StringBuilder();
        foreach (var part in name.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            pointer.Append('/').Append(
                JsonNamingPolicy.CamelCase.ConvertName(part)
                    .Replace("~", "~0", StringComparison.Ordinal)
                    .Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    public static string Code(ValidationFailure failure) => failure.ErrorCode switch
    {
        null or "" => "invalid",
        "NotEmptyValidator" or "NotNullValidator" => "required",
        "LengthValidator" or "MinimumLengthValidator" or "MaximumLengthValidator" or "ExactLengthValidator" => "length",
        "InclusiveBetweenValidator" or "ExclusiveBetweenValidator" or "GreaterThanValidator"
            or "GreaterThanOrEqualValidator" or "LessThanValidator" or "LessThanOrEqualValidator" => "range",
        "EmailValidator" or "RegularExpressionValidator" => "format",
        var code when code.EndsWith("Validator", StringComparison.Ordinal) => "invalid",
        var code => code,
    };
}
