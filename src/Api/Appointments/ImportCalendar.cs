using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Text;
using FastEndpoints;
using FluentValidation;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Appointments;

namespace PawPal.Api.Appointments;

internal sealed class ImportCalendarValidator : Validator<ImportCalendarRequest>
{
    public const int MostEvents = 500;

    public ImportCalendarValidator() => RuleFor(r => r.Calendar).Cascade(CascadeMode.Stop).NotEmpty()
        .Must(text => Count(text) <= MostEvents).WithErrorCode("range")
        .WithMessage("A calendar of at most 500 events can be imported.");

    // Before anything is read: the reader would build every event first.
    private static int Count(string text)
    {
        var count = 0;
        for (var at = 0; count <= MostEvents; count++)
        {
            at = text.IndexOf("BEGIN:V", at, StringComparison.OrdinalIgnoreCase) + 1;
            if (at == 0)
                break;
        }

        return count;
    }
}

internal sealed class ImportCalendarEndpoint : WriteEndpoint<ImportCalendarRequest, ImportCalendarResponse>
{
    public override void Configure()
    {
        Post("appointments/import");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Take the single events of an iCalendar file over as appointments, all or nothing");
    }

    protected override async Task<WriteResult> WriteAsync(
        ImportCalendarRequest request, WriteContext write, CancellationToken ct)
    {
        if (CalendarFile.TryRead(request.Calendar) is not { } events)
            return WriteResult.Failed.Field("/calendar", "format", "This is not a calendar of RFC 5545.");
        if (!await AppointmentStore.HasRoomAsync(write.Session, events.Count, ct))
            return new WriteResult.Failed(Problems.AppointmentsTooMany);
        var (imported, known, skipped) = (0, 0, 0);
        foreach (var one in events)
        {
            if (CalendarFile.PlanOf(one, write.Caller.TimeZone) is not { } plan)
                skipped++;
            else if (await AppointmentStore.InsertAsync(write.Session, write.NewId(), plan, write.Now, ct))
                imported++;
            else
                known++;
        }

        return new WriteResult.Written(WriteAnswer.Ok(new ImportCalendarResponse(imported, known, skipped)));
    }
}

/// <summary>Reads what other programs write.</summary>
internal static class CalendarFile
{
    private const int LongestUid = 255;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Null when it cannot be read.</summary>
    public static IReadOnlyList<CalendarEvent>? TryRead(string text)
    {
        try
        {
            return Calendar.Load(text) is { } calendar ? [.. calendar.Events] : null;
        }
        catch (Exception failure) when (failure is SerializationException or ArgumentException or FormatException
            or InvalidOperationException or OverflowException or NullReferenceException or IndexOutOfRangeException)
        {
            // The reader throws whatever its parts throw at what they do not expect.
            return null;
        }
    }

    /// <summary>Null for what is no single appointment.</summary>
    public static AppointmentPlan? PlanOf(CalendarEvent one, TimeZoneInfo home)
    {
        if (one.RecurrenceRule is not null || one.DtStart is not { } starts)
            return null;
        try
        {
            var zone = ZoneOf(starts, home);
            var start = WallTime(starts, zone);
            var end = one.DtEnd is { } ends ? WallTime(ends, zone)
                : one.Duration is { } length ? start + length.ToTimeSpanUnspecified()
                : start + (starts.HasTime ? TimeSpan.FromMinutes(30) : TimeSpan.FromDays(1));
            if (start.Year is < 2000 or > 2200 || end <= start || end - start > Longest)
                return null;
            return new AppointmentPlan("other", start, end, zone, [])
            {
                Purpose = Text(one.Summary, 200),
                Clinic = Text(one.Location, 120),
                Uid = UidOf(one.Uid),
            };
        }
        catch (Exception failure) when (failure is ArgumentException or OverflowException or FormatException)
        {
            return null;
        }
    }

    private static TimeZoneInfo ZoneOf(CalDateTime time, TimeZoneInfo home) =>
        time is { HasTime: true, IsFloating: false, IsUtc: false } && TimeZones.IsIana(time.TzId)
            ? TimeZoneInfo.FindSystemTimeZoneById(time.TzId!)
            : home;

    private static DateTime WallTime(CalDateTime time, TimeZoneInfo zone)
    {
        var wall = time.HasTime && !time.IsFloating && time.TzId != zone.Id
            ? zone.ToWallTime(new DateTimeOffset(DateTime.SpecifyKind(time.AsUtc, DateTimeKind.Utc)))
            : DateTime.SpecifyKind(time.Value, DateTimeKind.Unspecified);
        return wall.AddTicks(-(wall.Ticks % TimeSpan.TicksPerMinute));
    }

    private static string? Text(string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var line = PlainText.Clean(text.ReplaceLineEndings(" ").Replace('\t', ' '));
        line = line.Length > longest ? line[..longest].Trim() : line;
        return line.Length > 0 && PlainText.IsVisible(line) ? line : null;
    }

    private static string? UidOf(string? uid) => string.IsNullOrEmpty(uid) ? null
        : uid.Length <= LongestUid && PlainText.IsVisible(uid) ? uid
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uid)));
}
