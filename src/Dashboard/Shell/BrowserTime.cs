using System.Globalization;
using Microsoft.JSInterop;

namespace PawPal.Dashboard.Shell;

/// <summary>Moments in the time zone of the person who looks, which is not always the server's.</summary>
internal sealed class BrowserTime(IJSRuntime browser)
{
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public async Task AskAsync()
    {
        await using var module = await browser.InvokeAsync<IJSObjectReference>("import", "./js/time-zone.js");
        if (TimeZoneInfo.TryFindSystemTimeZoneById(await module.InvokeAsync<string>("timeZone"), out var zone))
            Zone = zone;
    }

    public DateTime Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).DateTime;

    /// <summary>12:03:04.567</summary>
    public string Clock(DateTimeOffset moment) => Local(moment).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>12:03:04, with the date unless it is today's.</summary>
    public string Short(DateTimeOffset moment, DateTimeOffset now)
    {
        var local = Local(moment);
        var format = local.Date == Local(now).Date ? "HH:mm:ss" : "d MMM HH:mm:ss";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>2026-11-23 12:03:04.567</summary>
    public string Full(DateTimeOffset moment) =>
        Local(moment).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
