using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FastEndpoints;
using Microsoft.Net.Http.Headers;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Doors;
using PawPal.Api.Households;

namespace PawPal.Api.Appointments;

/// <summary>The path of <c>GET /api/v1/calendar/{link}</c>.</summary>
internal sealed class ReadCalendarRequest
{
    public string Link { get; init; } = "";
}

/// <summary>What a calendar program fetches. Whoever has the link may read it; nobody signs in.</summary>
internal sealed class ReadCalendarEndpoint(NpgsqlDataSource source, CalendarReader reader)
    : Endpoint<ReadCalendarRequest>
{
    public override void Configure()
    {
        Get("calendar/{link}");
        AllowAnonymous();
        Options(route => route.RequireRateLimiting(Door.Calendar));
        Description(route => route.Produces<string>(StatusCodes.Status200OK, "text/calendar")
            .Produces(StatusCodes.Status304NotModified));
        Summary(s => s.Summary = "Appointments and reminders as iCalendar, by a secret link");
    }

    public override async Task HandleAsync(ReadCalendarRequest request, CancellationToken ct)
    {
        if (CalendarLinks.HashOf(request.Link) is not { } hash || await FindAsync(hash, ct) is not { } household)
        {
            await this.ProblemAsync(Problems.CalendarUnknown, ct);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(await reader.ReadAsync(household, ct));
        var tag = $"\"{Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
        var headers = HttpContext.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache";
        if (HttpContext.Request.Headers.IfNoneMatch.Any(sent => IsSame(sent, tag)))
        {
            await Send.StatusCodeAsync(StatusCodes.Status304NotModified, ct);
            return;
        }

        headers[HeaderNames.ContentDisposition] = "inline; filename=\"pawpal.ics\"";
        await Send.BytesAsync(bytes, contentType: "text/calendar; charset=utf-8", cancellation: ct);
    }

    // A proxy that packs the body marks the tag as weak.
    private static bool IsSame(string? sent, string tag) => sent is not null && sent.Split(',').Any(one =>
        one.Trim() is var known && (known == tag || known == "*" || known == "W/" + tag));

    private async Task<HouseholdId?> FindAsync(byte[] hash, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        var set = new NpgsqlBatchCommand("select set_config('pawpal.calendar_link', $1, true)");
        set.Parameters.Bind(Convert.ToHexStringLower(hash));
        var find = new NpgsqlBatchCommand(
            "select household_id from calendar_feed where token_hash = $1 and revoked_at is null");
        find.Parameters.Bind(hash);
        batch.BatchCommands.Add(set);
        batch.BatchCommands.Add(find);
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        return await row.ReadAsync(ct) ? new HouseholdId(row.GetGuid(0)) : null;
    }
}
