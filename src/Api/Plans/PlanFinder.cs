using PawPal.Api.Appointments;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Reminders;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Plans;

/// <summary>Which reminder, which time of it, or which appointment somebody means.</summary>
internal static class PlanFinder
{
    private const string FindReminders =
        $"""
        select {Reminder.Columns} from reminder r
        where r.household_id = $1 and r.state = 'active' order by r.created_at, r.id
        """;

    private const string FindAppointments =
        $"""
        select {Appointment.Columns} from appointment t
        where t.household_id = $1 and t.state = 'planned' and t.ends_at > $2 and t.starts_at < $3
        order by t.starts_at, t.id limit 200
        """;

    /// <summary>Of a kind of booking, or "appointment", or a topic that only bookings have.</summary>
    public static bool IsAppointment(Slots slots) =>
        slots.AppointmentKind is not null || slots.Topic is "appointment" or "vet";

    public static async Task<List<Reminder>> RemindersAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        await using var find = command.Session.Command(FindReminders);
        find.Parameters.Bind(command.Session.Household.Value);
        var found = new List<Reminder>();
        await using var rows = await find.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(Reminder.Read(rows));
        return [.. found.Where(one => Fits(one, slots, pets))];
    }

    /// <summary>Times of today, what is left over included, and of the days that follow.</summary>
    public static async Task<List<Occurrence>> TimesAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, int days, CancellationToken ct)
    {
        var today = command.Caller.LocalDate(command.Now);
        var found = await Agenda.ReadAsync(
            command.Session, command.Zone.StartOf(today), command.Zone.StartOf(today.AddDays(days)), command.Now, ct);
        return [.. found.Where(one => Fits(one.Reminder, slots, pets))];
    }

    public static async Task<List<Appointment>> AppointmentsAsync(
        Slots slots,
        IReadOnlyList<PetResponse> pets,
        CommandContext command,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct)
    {
        await using var find = command.Session.Command(FindAppointments);
        find.Parameters.Bind(command.Session.Household.Value, from.UtcDateTime, to.UtcDateTime);
        var found = new List<Appointment>();
        await using var rows = await find.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(Appointment.Read(rows));
        return [.. found.Where(one => Fits(one, slots, pets))];
    }

    /// <summary>Whether a time is the one that was named: by its day, and by its clock where one was said.</summary>
    public static bool IsAt(DateTime wall, Slots slots) => slots.When is not { } when
        || slots.WhenPrecision switch
        {
            Precision.Week => wall.Date >= when.Date && wall.Date < when.Date.AddDays(7),
            Precision.Month => wall.Year == when.Year && wall.Month == when.Month,
            Precision.Day => wall.Date == when.Date,
            Precision.PartOfDay => wall.Date == when.Date && (wall - when).Duration() <= TimeSpan.FromHours(4),
            _ => (wall - when).Duration() <= TimeSpan.FromHours(1),
        };

    private static bool Fits(Reminder one, Slots slots, IReadOnlyList<PetResponse> pets)
    {
        var said = one.Response;
        if (said.PetIds.Count > 0 && !pets.All(pet => said.PetIds.Contains(pet.Id)))
            return false;
        // Its own title names a reminder better than any topic.
        if (slots is { Note: { } title, Recurrence: null })
            return string.Equals(said.Title, title, StringComparison.OrdinalIgnoreCase);
        if (slots.Medication is { } medicine && Names(said.Medication, medicine) | Names(said.Title, medicine))
            return true;
        var topic = slots.Topic ?? slots.AppointmentKind;
        return topic switch
        {
            null or "reminder" or "overdue" or "appointment" => true,
            _ when ReminderKind.All.Contains(topic, StringComparer.Ordinal) => said.Kind == topic,
            _ => Names(said.Title, topic) || (said.Kind is ReminderKind.Other && said.Note == topic),
        };
    }

    private static bool Fits(Appointment one, Slots slots, IReadOnlyList<PetResponse> pets)
    {
        var said = one.Response;
        return pets.All(pet => said.PetIds.Contains(pet.Id))
            && (slots.AppointmentKind ?? slots.Topic) switch
            {
                null or "appointment" or "reminder" or "overdue" => true,
                // Everything of a vet's practice.
                "vet" => said.Kind is not ("grooming" or "training" or "boarding" or "nail trim"),
                var kind => said.Kind == kind,
            };
    }

    private static bool Names(string? text, string word) =>
        text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
