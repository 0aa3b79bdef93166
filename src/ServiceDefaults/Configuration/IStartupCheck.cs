namespace PawPal.ServiceDefaults.Configuration;

/// <summary>Reads a part's settings before anything is served, so that a wrong one stops the start.</summary>
internal interface IStartupCheck
{
    /// <exception cref="ServiceConfigurationException">A setting is missing or cannot be read.</exception>
    void Check();
}
