using System.Globalization;
using System.Net;
using Ical.Net.DataTypes;
using PawPal.Api.Tests.Reminders;
using PawPal.Contracts.Appointments;
using PawPal.Contracts.Contacts;
using PawPal.Contracts.Paging;
using Calendar = Ical.Net.Calendar;

namespace PawPal.Api.Tests.Appointments;

public sealed class AppointmentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly DateTime Spring = new(2031, 3, 29, 10, 30, 0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_appointment_is_kept_changed_and_called_off()
    {
        var home = await ReminderHome.CreateAsync(api);
        var made = await AddAsync(home, Vet(home) with { Clinic = "High Street", Purpose = "Booster" });
        Assert.Equal((1440, 120), (made.RemindMinutesBefore[0], made.RemindMinutesBefore[1]));
        Assert.Equal(Spring.AddMinutes(30), made.EndsAt);
        var path = $"appointments/{made.Id}";
        var edit = Vet(home) with { StartsAt = Spring.AddDays(1), RemindMinutesBefore = [] };
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await home.SendAsync(HttpMethod.Put, path, edit)).Status);
        var changed = (await home.SendAsync(HttpMethod.Put, path, edit, version: 1)).Read<AppointmentResponse>();
        // Summer time began in between.
        Assert.Equal(new DateTimeOffset(2031, 3, 30, 9, 30, 0, TimeSpan.Zero), changed.At);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await CancelAsync(home, made.Id, 1)).Status);
        Assert.Equal("cancelled", (await CancelAsync(home, made.Id, 2)).Read<AppointmentResponse>().State);
        Assert.Equal(HttpStatusCode.Conflict, (await CancelAsync(home, made.Id, 3)).Status);
        Assert.Empty((await ListAsync(home, "?from=2031-03-01")).Items);
        Assert.Single((await ListAsync(home, "?from=2031-03-01&cancelled=true")).Items);
    }

    [Fact]
    public async Task It_names_a_contact_of_the_household_until_that_is_deleted()
    {
        var home = await ReminderHome.CreateAsync(api);
        var other = await ReminderHome.CreateAsync(api);
        var clinic = new AddContactRequest("clinic", "High Street");
        var theirs = (await other.SendAsync(HttpMethod.Post, "contacts", clinic)).Read<ContactResponse>();
        var refused = await home.SendAsync(
            HttpMethod.Post, "appointments", Vet(home) with { ContactId = theirs.Id });
        Assert.Equal("/contactId unknown", refused.FirstError());
        var ours = (await home.SendAsync(HttpMethod.Post, "contacts", clinic)).Read<ContactResponse>();
        var made = await AddAsync(home, Vet(home) with { ContactId = ours.Id });
        Assert.Equal(ours.Id, made.ContactId);
        using var deleted = await home.Client.DeleteAsync($"/api/v1/contacts/{ours.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Null(Assert.Single((await ListAsync(home, "?from=2031-03-01")).Items).ContactId);
    }

    [Fact]
    public async Task They_are_listed_by_day_and_pet_in_pages()
    {
        var home = await ReminderHome.CreateAsync(api);
        foreach (var day in Enumerable.Range(0, 5))
            await AddAsync(home, Vet(home) with { StartsAt = Spring.AddDays(day) });
        await AddAsync(home, Vet(home) with { PetIds = [home.Care.Pet("Pip").Id] });
        Assert.Equal(3, (await ListAsync(home, "?from=2031-03-30&to=2031-04-01")).Items.Count);
        Assert.Single((await ListAsync(home, $"?from=2031-01-01&petId={home.Care.Pet("Pip").Id}")).Items);
        var page = await ListAsync(home, "?from=2031-01-01&limit=4");
        var rest = await ListAsync(home, $"?from=2031-01-01&limit=4&cursor={page.Next}");
        Assert.Equal(6, page.Items.Concat(rest.Items).DistinctBy(one => one.Id).Count());
        Assert.Null(rest.Next);
        var theirs = await ReminderHome.CreateAsync(api);
        using var read = await theirs.Client.GetAsync($"/api/v1/appointments/{page.Items[0].Id}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task It_is_told_a_day_and_two_hours_before()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        var start = new DateTime(2031, 6, 2, 15, 0, 0);
        await AddAsync(home, Vet(home) with { StartsAt = start, Clinic = "High Street" });
        await AddAsync(home, Vet(home) with { StartsAt = start, RemindMinutesBefore = [] });
        await home.JoinAsync("viewer");
        Assert.Equal(0, await ToldAtAsync(home, start.AddDays(-1).AddMinutes(-1)));
        Assert.Equal(1, await ToldAtAsync(home, start.AddDays(-1)));
        Assert.Equal(1, await ToldAtAsync(home, start.AddHours(-3)));
        Assert.Equal(2, await ToldAtAsync(home, start.AddHours(-2)));
        Assert.Equal(2, await ToldAtAsync(home, start.AddDays(1)));
        var (_, title, body) = (await home.NoticesAsync())[0];
        Assert.Equal("Vet: Max", title);
        Assert.Equal("Monday, 2 June 2031, at 3 pm. High Street.", body);
    }

    [Fact]
    public async Task Bad_input_is_refused_with_its_pointer()
    {
        var home = await ReminderHome.CreateAsync(api);
        var stranger = await ReminderHome.CreateAsync(api);
        await RefusedAsync(Vet(home) with { Kind = "party" }, "/kind choice");
        await RefusedAsync(Vet(home) with { StartsAt = new DateTime(1901, 1, 1) }, "/startsAt range");
        await RefusedAsync(Vet(home) with { EndsAt = Spring }, "/endsAt range");
        await RefusedAsync(Vet(home) with { EndsAt = Spring.AddYears(2) }, "/endsAt range");
        await RefusedAsync(Vet(home) with { Purpose = new string('x', 10_000) }, "/purpose length");
        await RefusedAsync(Vet(home) with { Clinic = "a\u202eb" }, "/clinic characters");
        await RefusedAsync(Vet(home) with { RemindMinutesBefore = [0] }, "/remindMinutesBefore range");
        await RefusedAsync(Vet(home) with { TimeZone = "GMT+25" }, "/timeZone time-zone");
        var pet = await home.SendAsync(
            HttpMethod.Post, "appointments", Vet(home) with { PetIds = [stranger.Care.Pet("Max").Id] });
        Assert.Equal(HttpStatusCode.NotFound, pet.Status);
        Assert.Equal(0, await home.Care.CountAsync("appointment"));

        async Task RefusedAsync(AppointmentRequest request, string error)
        {
            var answer = await home.SendAsync(HttpMethod.Post, "appointments", request);
            Assert.Equal((HttpStatusCode.BadRequest, error), (answer.Status, answer.FirstError()));
        }
    }

    [Fact]
    public async Task The_feed_tells_appointments_and_reminders_at_their_wall_times()
    {
        var home = await ReminderHome.CreateAsync(api, "Europe/London");
        var start = DateTime.SpecifyKind(api.Clock.GetUtcNow().UtcDateTime.Date, DateTimeKind.Unspecified).AddDays(200);
        await AddAsync(home, Vet(home) with { StartsAt = start.AddHours(10.5), Purpose = "Booster; second" });
        var reminder = await home.AddAsync(
            home.Request("feeding", start.AddHours(8), "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0;COUNT=10", "Max"));
        await home.ActAsync(reminder.Id, start.AddHours(20), "skip");
        var path = await OpenAsync(home);
        using var answer = await api.NewClient().GetAsync(path, Ct);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        var calendar = Calendar.Load(text)!;
        Assert.Equal(["Booster; second: Max", "Do it: Max"], calendar.Events.Select(one => one.Summary));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var times = calendar.Events[1]!.GetOccurrences(new CalDateTime(start), null!)
            .Select(one => one.Period.StartTime.AsUtc).ToList();
        Assert.Equal(9, times.Count);
        Assert.All(times, time => Assert.True(TimeZoneInfo.ConvertTimeFromUtc(time, zone).Hour is 8 or 20));
        Assert.Contains("BEGIN:VTIMEZONE", text, StringComparison.Ordinal);
        Assert.Contains("TZNAME:BST", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_has_not_changed_is_not_sent_again()
    {
        var home = await ReminderHome.CreateAsync(api);
        await AddAsync(home, Vet(home) with { StartsAt = Soon() });
        var path = await OpenAsync(home);
        using var first = await api.NewClient().GetAsync(path, Ct);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await api.NewClient().SendAsync(again, Ct);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        await AddAsync(home, Vet(home) with { StartsAt = Soon() });
        using var changed = new HttpRequestMessage(HttpMethod.Get, path);
        changed.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var other = await api.NewClient().SendAsync(changed, Ct);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_link_that_was_revoked_rotated_or_guessed_shows_nothing_and_none_is_stored()
    {
        var home = await ReminderHome.CreateAsync(api);
        var opened = (await home.SendAsync(HttpMethod.Post, "calendar/feeds", new { })).Read<CalendarFeedResponse>();
        var rotated = (await home.SendAsync(HttpMethod.Post, $"calendar/feeds/{opened.Id}/rotate", new { }))
            .Read<CalendarFeedResponse>();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(opened.Path!));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(rotated.Path!));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(rotated.Path![..^4]));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/api/v1/calendar/nothing.ics"));
        var token = rotated.Path!.Split('/')[^1][..43];
        Assert.Equal(0, await api.ScalarAsync<long>(
            $"select count(*) from idempotency_key where body like '%{token}%'"));
        var stranger = await ReminderHome.CreateAsync(api);
        var theirs = await stranger.SendAsync(HttpMethod.Delete, $"calendar/feeds/{rotated.Id}", new { });
        Assert.Equal(HttpStatusCode.NotFound, theirs.Status);
        var revoked = await home.SendAsync(HttpMethod.Delete, $"calendar/feeds/{rotated.Id}", new { });
        Assert.Equal(HttpStatusCode.NoContent, revoked.Status);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(rotated.Path!));

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var answer = await api.NewClient().GetAsync(path, Ct);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_calendar_of_another_program_is_taken_over_once()
    {
        var home = await ReminderHome.CreateAsync(api, "Europe/London");
        const string File = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:one
            SUMMARY:Vet\, with Max
            LOCATION:High Street
            DTSTART;TZID=America/New_York:20310602T100000
            DTEND;TZID=America/New_York:20310602T103000
            END:VEVENT
            BEGIN:VEVENT
            UID:two
            DTSTART:20310602T080000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:three
            DTSTART;VALUE=DATE:20310603
            END:VEVENT
            BEGIN:VEVENT
            UID:four
            DTSTART:20310602T080000Z
            RRULE:FREQ=DAILY
            END:VEVENT
            BEGIN:VEVENT
            UID:five
            DTSTART:18310602T080000Z
            END:VEVENT
            END:VCALENDAR
            """;
        var first = await ImportAsync(home, File);
        Assert.Equal(new ImportCalendarResponse(3, 0, 2), first.Read<ImportCalendarResponse>());
        var second = await ImportAsync(home, File);
        Assert.Equal(new ImportCalendarResponse(0, 3, 2), second.Read<ImportCalendarResponse>());
        var found = (await ListAsync(home, "?from=2031-06-01")).Items;
        Assert.Equal(
            ["02 09:00 Europe/London", "02 10:00 America/New_York", "03 00:00 Europe/London"],
            found.Select(one => string.Create(
                CultureInfo.InvariantCulture, $"{one.StartsAt:dd HH:mm} {one.TimeZone}")));
        Assert.Equal(("Vet, with Max", "High Street"), (found[1].Purpose, found[1].Clinic));
    }

    [Theory]
    [InlineData("", "/calendar required")]
    [InlineData("nonsense", "/calendar format")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "/calendar format")]
    public async Task What_is_no_calendar_is_refused(string text, string error)
    {
        var home = await ReminderHome.CreateAsync(api);
        var answer = await ImportAsync(home, text);
        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.Status, answer.FirstError()));
    }

    [Fact]
    public async Task A_calendar_of_100_000_events_is_refused_and_nothing_is_written()
    {
        var home = await ReminderHome.CreateAsync(api);
        const string Event = "BEGIN:VEVENT\r\nDTSTART:20310602T080000Z\r\nEND:VEVENT\r\n";
        var huge = await ImportAsync(
            home, $"BEGIN:VCALENDAR\r\n{string.Concat(Enumerable.Repeat(Event, 100_000))}END:VCALENDAR\r\n");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.Status);
        var many = await ImportAsync(
            home, $"BEGIN:VCALENDAR\r\n{string.Concat(Enumerable.Repeat(Event, 600))}END:VCALENDAR\r\n");
        Assert.Equal((HttpStatusCode.BadRequest, "/calendar range"), (many.Status, many.FirstError()));
        Assert.Equal(0, await home.Care.CountAsync("appointment"));
    }

    private static AppointmentRequest Vet(ReminderHome home) =>
        new("vet", Spring, PetIds: [home.Care.Pet("Max").Id]);

    private static async Task<AppointmentResponse> AddAsync(ReminderHome home, AppointmentRequest request)
    {
        var answer = await home.SendAsync(HttpMethod.Post, "appointments", request);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Read<AppointmentResponse>();
    }

    private static Task<Answer> CancelAsync(ReminderHome home, Guid id, int version) =>
        home.SendAsync(HttpMethod.Post, $"appointments/{id}/cancel", new { }, version);

    private static Task<Answer> ImportAsync(ReminderHome home, string calendar) =>
        home.SendAsync(HttpMethod.Post, "appointments/import", new ImportCalendarRequest(calendar));

    private static Task<Page<AppointmentResponse>> ListAsync(ReminderHome home, string query) =>
        home.Care.GetAsync<Page<AppointmentResponse>>($"/api/v1/appointments{query}");

    private static async Task<string> OpenAsync(ReminderHome home)
    {
        var answer = await home.SendAsync(HttpMethod.Post, "calendar/feeds", new { });
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Read<CalendarFeedResponse>().Path!;
    }

    private DateTime Soon() =>
        DateTime.SpecifyKind(api.Clock.GetUtcNow().UtcDateTime.Date, DateTimeKind.Unspecified).AddDays(20);

    private async Task<int> ToldAtAsync(ReminderHome home, DateTime utc)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(utc, TimeSpan.Zero));
        await using var worker = ReminderHome.NewWorker(api, clock);
        await ReminderHome.TickAsync(worker);
        return (await home.NoticesAsync()).Count;
    }
}
