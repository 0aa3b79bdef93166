using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PawPal.Dashboard.Components;
using PawPal.Dashboard.Pages.Resources;
using PawPal.Dashboard.Resources;

namespace PawPal.Dashboard.Pages.Console;

public sealed partial class ConsolePage
{
    // Longer lines are cut on the list and whole in the details.
    private const int MostShown = 1_000;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly Dictionary<string, IDisposable> _watched = new(StringComparer.Ordinal);
    private ConsoleView _view = new();
    private VirtualList<ConsoleEntry>? _list;
    private ResourceSnapshot? _resource;
    private string? _viewed = "";
    private long? _line;

    /// <summary>The resource whose console is shown; all of them when null.</summary>
    [Parameter]
    public string? Resource { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "times")]
    public bool? Times { get; set; }

    protected override long Version => Consoles.Changes.Version + Directory.Changes.Version;

    private bool ShowTimes => Times ?? true;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var watch in _watched.Values)
            watch.Dispose();
    }

    protected override void Read()
    {
        if (_viewed != Resource)
            (_view, _line, _viewed) = (new ConsoleView(), null, Resource);
        _resource = Resource is null ? null : Directory.Find(Resource);
        var names = Wanted();
        foreach (var gone in _watched.Keys.Except(names, StringComparer.Ordinal).ToList())
            if (_watched.Remove(gone, out var watch))
                watch.Dispose();
        foreach (var name in names)
            if (!_watched.ContainsKey(name))
                _watched[name] = Consoles.Watch(name);
        if (!Pause.IsOn || _view.Count == 0)
            _view.Take(names.Select(name => (name, Consoles.Get(name))));
        _view.Sought = Search;
    }

    private List<string> Wanted() => Resource is { } one
        ? [.. _resource is null ? Directory.All().Where(any => any.DisplayName == one).Select(any => any.Name) : [one]]
        : [.. Directory.All().Where(HasConsole).Select(any => any.Name)];

    private static bool HasConsole(ResourceSnapshot resource) =>
        !resource.IsHidden && resource.ResourceType is not ResourceLook.ParameterType;

    private List<(string, string)> Names()
    {
        var names = new List<(string, string)>();
        foreach (var group in Directory.All().Where(HasConsole).GroupBy(resource => resource.DisplayName, StringComparer.Ordinal))
        {
            var members = group.ToList();
            if (members.Count > 1)
                names.Add((group.Key, $"{group.Key} (all {members.Count})"));
            names.AddRange(members.Select(member => (member.Name, members.Count > 1 ? $"– {member.Name}" : group.Key)));
        }
        return names;
    }

    private string Shared(string name) => Directory.Find(name)?.DisplayName ?? name;

    private static string Cut(string text) =>
        text.Length <= MostShown ? text : string.Concat(text.AsSpan(0, MostShown), "…");

    private string Why() => Directory.Connection switch
    {
        ConnectionState.NotConfigured => "Consoles come from an AppHost; this dashboard was started without one.",
        ConnectionState.Connecting => "The AppHost does not answer; its lines are shown when it does.",
        _ when _resource is { State: "NotStarted" } => "It has not been started: give it the command Start.",
        _ when _resource is { State: "Waiting" } => "It still waits for others before it starts.",
        _ => "What it writes to its output appears here as it is written.",
    };

    private async Task GoAsync(int step)
    {
        if (_view.NextHit(_line, step) is not { } hit)
            return;
        _line = hit;
        if (_list is not null)
            await _list.ShowAsync(_view.IndexOf(hit));
    }

    private Task FollowAsync() => _list?.FollowAsync() ?? Task.CompletedTask;

    private void Clear()
    {
        _view.Clear();
        _line = null;
    }

    private async Task DownloadAsync()
    {
        var text = string.Join('\n', _view.Plain(withResource: _watched.Count > 1)) + "\n";
        using var stream = new DotNetStreamReference(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        await using var module = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/download.js");
        await module.InvokeVoidAsync("save", $"{Resource ?? "all"}.log", stream);
    }
}
