using Microsoft.AspNetCore.Components;
using PawPal.Dashboard.Shell;

namespace PawPal.Dashboard.Components;

/// <summary>
/// A page that follows what it shows. It looks a few times a second whether anything changed and renders only then, so
/// a flood of telemetry costs the browser no more than a trickle.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource _gone = new();
    private Task _beating = Task.CompletedTask;
    private long _seen = -1;

    [Inject]
    internal Pause Pause { get; set; } = default!;

    [Inject]
    internal TimeProvider Time { get; set; } = default!;

    /// <summary>Ends with the component.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <summary>A number that differs whenever there is something new to show.</summary>
    protected abstract long Version { get; }

    /// <summary>Reads what is shown, from the parameters as they stand now.</summary>
    protected abstract void Read();

    /// <summary>After a reading has been rendered.</summary>
    protected virtual Task ShownAsync() => Task.CompletedTask;

    protected override void OnInitialized()
    {
        Pause.Changed += OnPauseChanged;
        _beating = BeatAsync();
    }

    protected override void OnParametersSet()
    {
        _seen = Version;
        Read();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Pause.Changed -= OnPauseChanged;
        await _gone.CancelAsync();
        await _beating;
        _gone.Dispose();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Beat, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
                if (!Pause.IsOn && Version != _seen)
                    await InvokeAsync(ShowAsync);
        }
        catch (OperationCanceledException)
        {
            // The component is gone.
        }
    }

    private async Task ShowAsync()
    {
        if (_gone.IsCancellationRequested)
            return;
        _seen = Version;
        Read();
        StateHasChanged();
        await ShownAsync();
    }

    private void OnPauseChanged(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
