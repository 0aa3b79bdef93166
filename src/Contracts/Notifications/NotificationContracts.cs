namespace PawPal.Contracts.Notifications;

/// <summary>One thing the caller was told.</summary>
/// <param name="Kind"><c>reminder.due</c>, <c>appointment.soon</c> and so on.</param>
/// <param name="Link">A path of the pages; null when there is nothing more to see.</param>
public sealed record NoticeResponse(
    Guid Id,
    string Kind,
    string Title,
    string Body,
    string? Link,
    bool IsUrgent,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ReadAt);

/// <summary>The caller's notices, newest first.</summary>
/// <param name="Unread">Of all pages.</param>
/// <param name="Next">Cursor for the following page; null on the last one.</param>
public sealed record NoticesResponse(IReadOnlyList<NoticeResponse> Notices, int Unread, string? Next);
