using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Hosting;

namespace PawPal.ServiceDefaults.Configuration;

/// <summary>Variables of the environment whose values name the files that hold their secrets.</summary>
internal static class SecretFileVariables
{
    /// <summary>
    /// Reads the files. Variables keep their place among the sources: what won over them still does. Asked for again,
    /// it does nothing.
    /// </summary>
    public static void ReadSecretFiles(this IHostApplicationBuilder builder)
    {
        var sources = builder.Configuration.Sources;
        for (var index = 0; index < sources.Count; index++)
        {
            if (sources[index] is not EnvironmentVariablesConfigurationSource { Prefix: var prefix })
                continue;
            var variables = new Variables(prefix);
            sources[index] = variables;
            builder.Services.AddStartupCheck(variables.Check);
        }
    }

    private sealed class Variables(string? prefix)
        : EnvironmentVariablesConfigurationProvider(prefix), IConfigurationSource
    {
        private readonly Dictionary<string, ServiceConfigurationException> _faults =
            new(StringComparer.OrdinalIgnoreCase);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override void Load()
        {
            base.Load();
            _faults.Clear();
            foreach (var (key, value) in Data.ToArray())
            {
                try
                {
                    Data[key] = value is null ? null : SecretFiles.Resolve(Name(key), value);
                }
                catch (ServiceConfigurationException fault)
                {
                    _faults[key] = fault;
                }
            }
        }

        // Who reads the setting before the checks learns the reason too.
        public override bool TryGet(string key, out string? value) =>
            _faults.TryGetValue(key, out var fault) ? throw fault : base.TryGet(key, out value);

        public void Check()
        {
            foreach (var fault in _faults.Values)
                throw fault;
        }

        private static string Name(string key) =>
            key.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);
    }
}
