namespace PawPal.Dashboard.Resources;

/// <summary>Pauses between attempts, each twice as long as the one before, up to ten seconds.</summary>
internal sealed class BackOff(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _next = First;

    public void Reset() => _next = First;

    public async Task WaitAsync(CancellationToken ct)
    {
        var pause = _next;
        _next = _next * 2 > Longest ? Longest : _next * 2;
        await Task.Delay(pause, clock, ct);
    }
}
