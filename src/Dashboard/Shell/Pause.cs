namespace PawPal.Dashboard.Shell;

/// <summary>Holds one window still. What arrives meanwhile is kept as ever and shown on resuming.</summary>
internal sealed class Pause(TimeProvider time)
{
    public event EventHandler? Changed;

    /// <summary>When the window was paused, if it is.</summary>
    public DateTimeOffset? Since { get; private set; }

    public bool IsOn => Since is not null;

    public void Toggle()
    {
        Since = IsOn ? null : time.GetUtcNow();
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
