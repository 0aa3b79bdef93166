using FluentValidation;
using PawPal.Contracts.Paging;

namespace PawPal.Api.Paging;

/// <summary>What every list accepts: <c>limit</c> (1 to 200, 50 without) and <c>cursor</c>.</summary>
internal static class PageRules
{
    public const int Longest = 200;
    public const int Usual = 50;

    public static IRuleBuilderOptions<T, int?> PageLimit<T>(this IRuleBuilderInitial<T, int?> rule) => rule
        .InclusiveBetween(1, Longest).WithErrorCode("range").WithMessage("Ask for 1 to 200.");

    public static IRuleBuilderOptions<T, string?> PageCursor<T>(this IRuleBuilderInitial<T, string?> rule) => rule
        .Must(text => text is null || Paging.PageCursor.TryParse(text, out _)).WithErrorCode("format")
        .WithMessage("Use the value of next from the page before.");

    /// <summary>The place to go on from; null for the beginning.</summary>
    public static PageCursor? Read(string? cursor) =>
        cursor is not null && Paging.PageCursor.TryParse(cursor, out var from) ? from : null;

    /// <param name="found">One more than <paramref name="limit"/> where there is a further page.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> found, int limit, Func<T, PageCursor> cursor) => found.Count > limit
        ? new Page<T>([.. found.Take(limit)], cursor(found[limit - 1]).ToString())
        : new Page<T>(found, Next: null);
}
