using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PawPal.ServiceDefaults.Configuration;

namespace Microsoft.Extensions.Hosting;

/// <summary>Runs a service so that a wrong setting is one line, not a stack trace.</summary>
public static class RunServiceExtensions
{
    /// <summary>
    /// Runs until the service is asked to stop. A missing or wrong setting and a taken port are printed as one line
    /// on the error stream.
    /// </summary>
    /// <param name="map">Maps what the service serves; done once the settings are known to be right.</param>
    /// <returns>The exit code: 0 after an orderly stop, 1 when the service could not start.</returns>
    public static async Task<int> RunServiceAsync(this IHost host, Action? map = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        var name = host.Services.GetRequiredService<IHostEnvironment>().ApplicationName;
        try
        {
            // Before the host's own start, which would log the same error with its stack.
            foreach (var check in host.Services.GetServices<IStartupCheck>())
                check.Check();
            host.Services.GetService<IStartupValidator>()?.Validate();
            map?.Invoke();
            await host.RunAsync();
            return 0;
        }
        catch (Exception problem) when (Explain(problem) is { } line)
        {
            await Console.Error.WriteLineAsync($"{name}: {line}");
            return 1;
        }
    }

    private static string? Explain(Exception problem) => problem switch
    {
        ServiceConfigurationException or OptionsValidationException => problem.Message,
        IOException { InnerException: AddressInUseException } => problem.Message,
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };
}
