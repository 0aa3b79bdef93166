using Microsoft.AspNetCore.Components;
using PawPal.Dashboard.Components;
using PawPal.Dashboard.Resources;

namespace PawPal.Dashboard.Pages.Resources;

public sealed partial class ResourcesPage
{
    private readonly HashSet<string> _collapsed = new(StringComparer.OrdinalIgnoreCase);
    private IReadOnlyList<ResourceSnapshot> _all = [];
    private IReadOnlyList<ResourceSnapshot> _shown = [];
    private ResourceSnapshot? _selected;
    private (ResourceSnapshot Resource, ResourceCommand? Command) _asked;
    private int _parameters;
    private int _hidden;

    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>The resource whose details are shown.</summary>
    [SupplyParameterFromQuery(Name = "resource")]
    public string? Selected { get; set; }

    [SupplyParameterFromQuery(Name = "parameters")]
    public bool ShowParameters { get; set; }

    [SupplyParameterFromQuery(Name = "hidden")]
    public bool ShowHidden { get; set; }

    protected override long Version => Directory.Changes.Version;

    private bool IsGraph => View is "graph";

    protected override void Read()
    {
        if (!Pause.IsOn || _all.Count == 0)
            _all = Directory.All();
        _parameters = _all.Count(IsParameter);
        _hidden = _all.Count(resource => resource.IsHidden);
        _shown = [.. _all.Where(resource => (ShowParameters || !IsParameter(resource)) && (ShowHidden || !resource.IsHidden) && Fits(resource))];
        _selected = Selected is null
            ? null
            : _all.FirstOrDefault(resource => resource.Name == Selected)
                ?? _all.FirstOrDefault(resource => resource.DisplayName == Selected);
    }

    private static bool IsParameter(ResourceSnapshot resource) => resource.ResourceType is ResourceLook.ParameterType;

    private bool Fits(ResourceSnapshot resource) => string.IsNullOrEmpty(Search)
        || new[] { resource.Name, resource.DisplayName, resource.ResourceType, ResourceLook.State(resource), ResourceLook.Source(resource) }
            .Any(text => text.Contains(Search, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<(string Tone, int Count, string Word)> Tally()
    {
        var bad = _shown.Count(resource => ResourceLook.Tone(resource) is "bad");
        var unwell = _shown.Count(resource => resource.State is "Running" && resource.Health is ResourceHealth.Unhealthy or ResourceHealth.Degraded);
        if (bad > 0)
            yield return ("bad", bad, "failed");
        if (unwell > 0)
            yield return ("warn", unwell, "not healthy");
    }

    private string Link(string name) => Here.GetUriWithQueryParameter("resource", name);

    private void Select(string name) => Here.Change(("resource", name == Selected ? null : name));

    private void Toggle(string name)
    {
        if (!_collapsed.Remove(name))
            _collapsed.Add(name);
    }

    private void CollapseAll() => _collapsed.UnionWith(
        ResourceRows.Of(_shown, new HashSet<string>(StringComparer.Ordinal)).Where(row => row.HasRowsBelow).Select(row => row.First.DisplayName));

    private Task AskAsync(ResourceSnapshot resource, ResourceCommand command)
    {
        if (string.IsNullOrEmpty(command.ConfirmationMessage))
            return RunAsync(resource, command);
        _asked = (resource, command);
        return Task.CompletedTask;
    }

    private Task RunAsync(ResourceSnapshot resource, ResourceCommand command)
    {
        _asked = default;
        return Commands.RunAsync(resource, command, Gone);
    }
}
