using PawPal.Api.Reminders;

namespace PawPal.Api.Appointments;

internal static class AppointmentsSetup
{
    public static void AddAppointments(this IServiceCollection services)
    {
        services.AddSingleton<CalendarLinks>();
        services.AddSingleton<CalendarReader>();
    }

    /// <summary>The worker's side.</summary>
    public static void AddAppointmentReminders(this IServiceCollection services) =>
        services.AddSingleton<IDueWork, DueAppointments>();
}
