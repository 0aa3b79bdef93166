using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.ResourceService;

/// <summary>Lets dashboards see the parameters among the resources.</summary>
internal static class ParameterSnapshots
{
    /// <summary>The name upstream's dashboard knows.</summary>
    public const string Value = "Value";

    public static async Task PublishAsync(
        ResourceNotificationService states, IEnumerable<IResource> resources, CancellationToken ct)
    {
        foreach (var parameter in resources.OfType<ParameterResource>())
        {
            var value = await parameter.GetValueAsync(ct);
            await states.PublishUpdateAsync(parameter, snapshot => snapshot.With(
                new ResourcePropertySnapshot(CustomResourceKnownProperties.Source, parameter.ConfigurationKey),
                new ResourcePropertySnapshot(Value, value) { IsSensitive = parameter.Secret }) with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
            });
        }
    }
}
