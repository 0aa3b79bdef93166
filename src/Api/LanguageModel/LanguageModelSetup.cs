using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;

namespace PawPal.Api.LanguageModel;

internal static class LanguageModelSetup
{
    /// <summary>Without an address there is no client, and nobody is asked.</summary>
    public static void AddLanguageModel(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LanguageModelOptions>()
            .BindConfiguration(LanguageModelOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<LanguageModelOptions>>();
            var client = options.Value.Url is { } address ? Client(options.Value, address) : null;
            return new SentenceModel(options, provider.GetRequiredService<ILogger<SentenceModel>>(), client);
        });
    }

    private static IChatClient Client(LanguageModelOptions options, Uri address) => new OpenAIClient(
        // The client insists on a key; services that want none do not look.
        new ApiKeyCredential(options.ApiKey is { Length: > 0 } key ? key : "none"),
        new OpenAIClientOptions
        {
            Endpoint = address,
            NetworkTimeout = options.Limit,
            // A second try would come too late for somebody who waits with a leash in the hand.
            RetryPolicy = new ClientRetryPolicy(0),
        })
        .GetChatClient(options.Model).AsIChatClient();
}
