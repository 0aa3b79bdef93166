using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>Asks for every parameter before anything starts.</summary>
internal static class Parameters
{
    /// <exception cref="MissingParameterValueException">Some have no value; the message names each.</exception>
    public static async Task DemandAsync(
        IEnumerable<IResource> resources, ResourceNotificationService states, CancellationToken ct)
    {
        var missing = new List<string>();
        foreach (var parameter in resources.OfType<ParameterResource>())
        {
            try
            {
                var value = await parameter.GetValueAsync(ct);
                await states.PublishUpdateAsync(parameter, snapshot => snapshot.With(
                    new ResourcePropertySnapshot("Value", value) { IsSensitive = parameter.Secret }) with
                {
                    State = StateNames.Styled(KnownResourceStates.Running),
                });
            }
            catch (MissingParameterValueException none)
            {
                missing.Add(none.Message);
            }
        }

        if (missing.Count > 0)
            throw new MissingParameterValueException(string.Join(Environment.NewLine, missing));
    }
}
