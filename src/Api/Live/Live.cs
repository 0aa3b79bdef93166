using System.Globalization;
using System.Text.Json;
using FastEndpoints;
using Microsoft.Extensions.Options;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Live;

namespace PawPal.Api.Live;

/// <summary>
/// <c>GET /api/v1/live</c>: the household's changes as server-sent events, each within a second, whichever process it
/// happened in.
/// </summary>
internal sealed class LiveEndpoint(
    HouseholdDatabase database,
    LiveStreams streams,
    LiveMetrics metrics,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    IOptions<LiveOptions> options) : EndpointWithoutRequest
{
    private const string LastEventId = "Last-Event-ID";
    private const int MostAtOnce = 500;

    private const string FindHead = "select coalesce((select seq from audit_head where household_id = $1), 0)";

    private const string Find =
        """
        select seq, action, subject, pet_id, at, account_id from audit_entry
        where household_id = $1 and seq > $2 order by seq limit $3
        """;

    public override void Configure()
    {
        Get("live");
        this.RequireHousehold(HouseholdAccess.Read);
        // A stream that lasts for minutes is no slow request.
        Description(
            route => route.Produces<LiveChange>(StatusCodes.Status200OK, "text/event-stream").DisableHttpMetrics(),
            clearDefaults: true);
        Summary(s =>
        {
            s.Summary = "Follow the household's changes (server-sent events)";
            s.Description = "Begins with an event 'ready', whose id is the newest change, or behind Last-Event-ID. "
                + "Ends after two minutes, and when who belongs to the household changes: connect again.";
        });
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var household = HttpContext.Caller().Household;
        if (!TryReadPlace(out var place))
        {
            await this.ProblemAsync(Problems.LivePlaceUnknown, ct);
            return;
        }

        using var stream = streams.Open(household);
        if (stream is null)
        {
            await this.ProblemAsync(Problems.LiveTooMany, ct);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        end.CancelAfter(options.Value.Longest);
        try
        {
            await RunAsync(stream, place, end.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Its time is over; the client comes back with the id of the last event.
        }
    }

    private async Task RunAsync(LiveStream stream, long? place, CancellationToken ct)
    {
        var seq = place ?? await HeadAsync(stream.Household, ct);
        HttpContext.MarkResponseStart();
        var response = HttpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await WriteAsync($"retry: 1000\nid: {seq}\nevent: ready\ndata: {{}}\n\n", ct);
        while (true)
        {
            var changes = await FindAsync(stream.Household, seq, ct);
            foreach (var change in changes)
            {
                seq = change.Seq;
                var data = JsonSerializer.Serialize(change, JsonSerializerOptions.Web);
                await WriteAsync($"id: {seq}\nevent: change\ndata: {data}\n\n", ct);
                metrics.Sent(clock.GetUtcNow() - change.At);
            }

            // Who may listen has changed: come again and be asked.
            if (changes.Any(change => change.Action.StartsWith("member.", StringComparison.Ordinal)))
                return;
            if (changes.Count == MostAtOnce)
                continue;
            await stream.WaitAsync(options.Value.Beat, ct);
            await WriteAsync(": beat\n\n", ct);
        }
    }

    private bool TryReadPlace(out long? place)
    {
        place = null;
        if (!HttpContext.Request.Headers.TryGetValue(LastEventId, out var values) || values is [null or ""])
            return true;
        if (values.Count != 1
            || !long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        place = number;
        return true;
    }

    private async Task WriteAsync(string text, CancellationToken ct)
    {
        await HttpContext.Response.WriteAsync(text, ct);
        await HttpContext.Response.Body.FlushAsync(ct);
    }

    private async Task<long> HeadAsync(HouseholdId household, CancellationToken ct)
    {
        await using var query = database.Query(household);
        query.Add(FindHead).Bind(household.Value);
        await using var rows = await query.ExecuteAsync(ct);
        await rows.ReadAsync(ct);
        return rows.GetInt64(0);
    }

    private async Task<List<LiveChange>> FindAsync(HouseholdId household, long after, CancellationToken ct)
    {
        await using var query = database.Query(household);
        query.Add(Find).Bind(household.Value, after, MostAtOnce);
        await using var rows = await query.ExecuteAsync(ct);
        var changes = new List<LiveChange>();
        while (await rows.ReadAsync(ct))
        {
            changes.Add(new LiveChange(
                rows.GetInt64(0),
                rows.GetString(1),
                rows.GetGuid(2),
                rows.GuidOrNull(3),
                rows.GetFieldValue<DateTimeOffset>(4),
                rows.GuidOrNull(5)));
        }

        return changes;
    }
}
