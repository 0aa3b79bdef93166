namespace PawPal.Dashboard.Shell;

/// <summary>Short messages at the edge of one window.</summary>
internal sealed class Toasts
{
    private const int Most = 5;
    private readonly List<Toast> _shown = [];

    public event EventHandler? Changed;

    public IReadOnlyList<Toast> Shown => _shown;

    public void Succeeded(string text) => Show(new Toast(text, "good", "check"));

    public void Failed(string text) => Show(new Toast(text, "bad", "error"));

    public void Dismiss(Toast toast)
    {
        _shown.Remove(toast);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Show(Toast toast)
    {
        _shown.Add(toast);
        if (_shown.Count > Most)
            _shown.RemoveAt(0);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}

/// <param name="Tone">good or bad.</param>
internal sealed record Toast(string Text, string Tone, string Icon)
{
    // Two equal messages are two toasts.
    public Guid Id { get; } = Guid.NewGuid();
}
