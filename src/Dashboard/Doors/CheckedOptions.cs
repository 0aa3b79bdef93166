using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PawPal.Dashboard.Doors;

/// <summary>Options that are checked at the start; what is wrong is named by its path.</summary>
internal static class CheckedOptions
{
    public static void AddCheckedOptions<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new PathValidator<T>(section));
    }

    private sealed class PathValidator<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var problems = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new(options), problems, validateAllProperties: true)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(problems.Select(
                    p => $"{section}:{p.MemberNames.FirstOrDefault()}: {p.ErrorMessage}"));
        }
    }
}
