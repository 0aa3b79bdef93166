using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace PawPal.Hosting.Run;

/// <summary>Sends a resource, or the replica that is meant, an HTTP request.</summary>
internal sealed class HttpCommand(
    IResource resource, EndpointReference endpoint, string path, HttpMethod method, HttpCommandOptions options)
{
    public async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
    {
        var ct = context.CancellationToken;
        var clients = context.ServiceProvider.GetRequiredService<IHttpClientFactory>();
        using var client = clients.CreateClient(options.HttpClientName ?? "");
        using var request = new HttpRequestMessage(method, new Uri(new Uri(Url(context.ResourceName)), path));
        if (options.PrepareRequest is { } prepare)
        {
            await prepare(new HttpCommandRequestContext
            {
                ServiceProvider = context.ServiceProvider,
                ResourceName = context.ResourceName,
                Endpoint = endpoint,
                CancellationToken = ct,
                HttpClient = client,
                Request = request,
            });
        }

        try
        {
            using var response = await client.SendAsync(request, ct);
            return await JudgeAsync(context, client, response);
        }
        catch (HttpRequestException failure)
        {
            return CommandResults.Failure($"{method} {path} is not answered: {failure.Message}");
        }
    }

    private async Task<ExecuteCommandResult> JudgeAsync(
        ExecuteCommandContext context, HttpClient client, HttpResponseMessage response)
    {
        if (options.GetCommandResult is { } judge)
        {
            return await judge(new HttpCommandResultContext
            {
                ServiceProvider = context.ServiceProvider,
                ResourceName = context.ResourceName,
                Endpoint = endpoint,
                CancellationToken = context.CancellationToken,
                HttpClient = client,
                Response = response,
            });
        }

        return response.IsSuccessStatusCode
            ? CommandResults.Success()
            : CommandResults.Failure(string.Create(
                CultureInfo.InvariantCulture, $"{method} {path} is answered with {(int)response.StatusCode}"));
    }

    private string Url(string id) =>
        Replica.Of(resource).FirstOrDefault(replica => replica.Id == id)?.At(endpoint.EndpointAnnotation)?.UriString
        ?? endpoint.Url;
}
