namespace PawPal.Dashboard.Otlp.Reading;

/// <summary>
/// Gives equal short texts one instance: names and most values come again and again. A fixed table in which a newcomer
/// takes the place, so a flood of distinct texts costs sharing, never memory.
/// </summary>
internal sealed class StringPool
{
    private const int Places = 1 << 15;
    private const int LongestShared = 200;

    // Without a lock: reference writes are atomic, and the worst that a race does is a second instance.
    private readonly string?[] _places = new string?[Places];

    public string Share(string text)
    {
        if (text.Length is 0 or > LongestShared)
            return text.Length == 0 ? "" : text;
        ref var place = ref _places[text.GetHashCode(StringComparison.Ordinal) & (Places - 1)];
        var known = place;
        if (known == text)
            return known;
        place = text;
        return text;
    }
}
