using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Components;

/// <summary>A list that stays as it was while its page is paused, however it is scrolled and whatever is chosen in it.</summary>
internal sealed class HeldList<T>(Func<int, int, Page<T>> query)
{
    private (string View, Page<T> All)? _held;

    /// <summary>A part of the list.</summary>
    /// <param name="view">What is shown, in words: another view is read afresh even on a paused page.</param>
    public Page<T> Part(bool isHeld, string view, int offset, int count)
    {
        if (!isHeld)
        {
            _held = null;
            return query(offset, count);
        }
        if (_held?.View != view)
            _held = (view, query(0, int.MaxValue));
        var all = _held.Value.All;
        return new Page<T>([.. all.Items.Skip(offset).Take(count)], all.Total);
    }
}
