namespace PawPal.ServiceDefaults.Configuration;

/// <summary>
/// A setting is missing or cannot be read. The message is one sentence that names the setting and never its value, fit
/// to be printed alone.
/// </summary>
public sealed class ServiceConfigurationException(string message) : InvalidOperationException(message);
