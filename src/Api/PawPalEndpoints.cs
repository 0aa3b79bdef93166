using FastEndpoints;

namespace PawPal.Api;

/// <summary>What all endpoints share.</summary>
internal static class PawPalEndpoints
{
    public const string Prefix = "api/v1";

    public static void Configure(Config config)
    {
        config.Endpoints.RoutePrefix = Prefix;
        config.Endpoints.ShortNames = true;
        config.Errors.ContentType = ProblemAnswer.ContentType;
        config.Errors.ResponseBuilder = ValidationProblem.Body;
        config.Binding.JsonExceptionTransformer = ValidationProblem.FromReader;
    }
}
