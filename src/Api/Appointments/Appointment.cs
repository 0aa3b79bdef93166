using Npgsql;
using PawPal.Api.Data;
using PawPal.Contracts.Appointments;

namespace PawPal.Api.Appointments;

internal static class AppointmentKind
{
    public static readonly IReadOnlyList<string> All =
    [
        "vet", "vaccination", "grooming", "dental", "checkup", "training", "boarding", "surgery", "physio",
        "blood test", "nail trim", "other",
    ];
}

/// <summary>A row of appointment with its pets.</summary>
internal sealed record Appointment(AppointmentResponse Response, IReadOnlyList<string> Names)
{
    /// <summary>Needs appointment as <c>t</c>.</summary>
    public const string Columns =
        """
        t.id, t.kind, t.local_start, t.local_end, t.time_zone, t.starts_at, t.purpose, t.clinic, t.contact_id,
        t.remind_minutes, t.note, t.state, t.created_at, t.version,
        array(select p.id from appointment_pet ap join pet p on p.household_id = ap.household_id and p.id = ap.pet_id
            where ap.household_id = t.household_id and ap.appointment_id = t.id order by p.created_at, p.id),
        array(select p.name from appointment_pet ap join pet p on p.household_id = ap.household_id and p.id = ap.pet_id
            where ap.household_id = t.household_id and ap.appointment_id = t.id order by p.created_at, p.id)
        """;

    public Guid Id => Response.Id;

    public static Appointment Read(NpgsqlDataReader row) => new(
        new AppointmentResponse(
            row.GetGuid(0),
            row.GetString(1),
            row.GetDateTime(2),
            row.GetDateTime(3),
            row.GetString(4),
            row.GetFieldValue<DateTimeOffset>(5),
            row.TextOrNull(6),
            row.TextOrNull(7),
            row.GuidOrNull(8),
            row.GetFieldValue<Guid[]>(14),
            row.GetFieldValue<int[]>(9),
            row.TextOrNull(10),
            row.GetString(11),
            row.GetFieldValue<DateTimeOffset>(12),
            row.GetInt32(13)),
        row.GetFieldValue<string[]>(15));
}
