namespace PawPal.Dashboard.Resources;

/// <summary>A line of a resource's console, numbered from 1.</summary>
public sealed record ConsoleLine(int Number, string Text, bool IsError);

/// <summary>
/// What is kept of a resource's console: its last lines in order, and how many went before them.
/// <paramref name="IsComplete"/> when the AppHost said that no more will come.
/// </summary>
public sealed record ConsoleLog(IReadOnlyList<ConsoleLine> Lines, long Dropped, bool IsComplete);
