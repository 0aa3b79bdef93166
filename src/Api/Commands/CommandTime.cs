namespace PawPal.Api.Commands;

internal static class CommandTime
{
    /// <summary>
    /// UTC to the microsecond: Postgres keeps no more, and what is answered must equal what is read later.
    /// </summary>
    public static DateTimeOffset Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
