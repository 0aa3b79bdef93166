namespace PawPal.Dashboard.Doors;

/// <summary>A setting that the dashboard can't start with; the message names it.</summary>
internal sealed class DashboardConfigurationException(string message) : Exception(message);
