namespace PawPal.Api.Tests.Authorization;

/// <summary>What the matrix needs to know of each endpoint that names an id.</summary>
internal static class AuthorizationRows
{
    // Stand for a form with a file.
    public static readonly object Picture = new();
    public static readonly object Paper = new();

    /// <summary>Bodies with which a request reaches the question whose the id is; an endpoint without one
    /// fails.</summary>
    public static readonly Dictionary<string, object?> Bodies = new(StringComparer.Ordinal)
    {
        ["PUT webhooks/{webhookId}"] = new { url = "https://example.org/x" },
        ["DELETE webhooks/{webhookId}"] = null,
        ["POST webhooks/{webhookId}/ping"] = null,
        ["GET webhooks/{webhookId}/deliveries"] = null,
        ["PUT vaccinations/{vaccinationId}"] = new { vaccine = "x", givenOn = "2026-01-01" },
        ["DELETE vaccinations/{vaccinationId}"] = null,
        ["GET pets/{petId}/report"] = null,
        ["POST reminders/{reminderId}/occurrences/{occurrence}/done"] = new { },
        ["POST reminders/{reminderId}/occurrences/{occurrence}/skip"] = null,
        ["POST reminders/{reminderId}/occurrences/{occurrence}/reopen"] = null,
        ["POST reminders/{reminderId}/occurrences/{occurrence}/snooze"] = new { minutes = 10 },
        ["POST reminders/{reminderId}/occurrences/{occurrence}/reschedule"] = new { dueAt = "2030-01-02T08:00" },
        ["PUT reminders/{reminderId}"] = new { title = "x", kind = "other", startsAt = "2030-01-01T08:00" },
        ["GET reminders/{reminderId}"] = null,
        ["PUT reminders/{reminderId}/state"] = new { state = "paused" },
        ["POST pets/{petId}/archive"] = null,
        ["POST pets/{petId}/unarchive"] = null,
        ["PUT pets/{petId}"] = new { name = "Mine", species = "dog" },
        ["GET pets/{petId}"] = null,
        ["PUT pets/{petId}/photo"] = Picture,
        ["DELETE pets/{petId}/photo"] = null,
        ["GET pets/{petId}/photo"] = null,
        ["POST notices/{noticeId}/read"] = null,
        ["POST regimens/{regimenId}/doses"] = new { },
        ["GET regimens/{regimenId}"] = null,
        ["PUT regimens/{regimenId}"] = new { medication = "x", directions = "SID" },
        ["PUT regimens/{regimenId}/state"] = new { state = "ended" },
        ["PUT regimens/{regimenId}/stock"] = new { stock = 1 },
        ["DELETE household/invitations/{invitationId}"] = null,
        ["PUT household/members/{accountId}"] = new { role = "viewer" },
        ["DELETE household/members/{accountId}"] = null,
        ["GET pets/{petId}/health"] = null,
        ["GET pets/{petId}/weight"] = null,
        ["DELETE handover/links/{linkId}"] = null,
        ["PUT handover/notes/{noteId}"] = new { text = "x" },
        ["DELETE handover/notes/{noteId}"] = null,
        ["DELETE budgets/{budgetId}"] = null,
        ["PUT expenses/{expenseId}"] = new { category = "vet", amount = 1, currency = "EUR" },
        ["DELETE expenses/{expenseId}"] = null,
        ["PUT documents/{documentId}"] = new { title = "x", kind = "other" },
        ["DELETE documents/{documentId}"] = null,
        ["GET documents/{documentId}"] = null,
        ["POST documents/{documentId}/versions"] = Paper,
        ["GET documents/{documentId}/content"] = null,
        ["PUT contacts/{contactId}"] = new { kind = "vet", name = "x" },
        ["DELETE contacts/{contactId}"] = null,
        ["POST care/events/{eventId}/correction"] = new { kind = "walk" },
        ["POST care/events/{eventId}/move"] = new { petId = Guid.Empty },
        ["POST care/events/{eventId}/undo"] = null,
        ["PUT appointments/{appointmentId}"] = new { kind = "vet", startsAt = "2030-01-01T09:00" },
        ["GET appointments/{appointmentId}"] = null,
        ["POST appointments/{appointmentId}/cancel"] = null,
        ["POST calendar/feeds/{feedId}/rotate"] = null,
        ["DELETE calendar/feeds/{feedId}"] = null,
    };

    /// <summary>Where another household's id is found.</summary>
    public static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["webhookId"] = "webhook",
        ["vaccinationId"] = "vaccination",
        ["petId"] = "pet",
        ["reminderId"] = "reminder",
        ["noticeId"] = "notice",
        ["regimenId"] = "regimen",
        ["invitationId"] = "invitation",
        ["accountId"] = "membership",
        ["linkId"] = "handover_link",
        ["noteId"] = "handover_note",
        ["budgetId"] = "budget",
        ["expenseId"] = "expense",
        ["documentId"] = "document",
        ["contactId"] = "contact",
        ["eventId"] = "care_event",
        ["appointmentId"] = "appointment",
        ["feedId"] = "calendar_feed",
    };
}
