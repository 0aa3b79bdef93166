namespace PawPal.Speech.Engines;

/// <summary><c>GET /v1/models</c>: the engines that work on this machine, in the form of OpenAI's list.</summary>
internal static class ListModels
{
    public const string Recogniser = "pocketsphinx-en-us";
    public const string Synthesiser = "espeak-ng";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/models", (EngineInstallation engines) => TypedResults.Ok(new
        {
            @object = "list",
            data = new[]
            {
                engines.MissingForRecognition is null ? Recogniser : null,
                engines.MissingForSynthesis is null ? Synthesiser : null,
            }.OfType<string>().Select(id => new { id, @object = "model", created = 0, owned_by = "pawpal" }),
        }));
}
