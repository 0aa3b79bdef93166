namespace PawPal.Contracts.Paging;

/// <summary>A page of a list.</summary>
/// <param name="Next">Cursor for the following page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
