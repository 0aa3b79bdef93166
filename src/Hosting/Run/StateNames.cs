using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>States with the style they are shown in.</summary>
internal static class StateNames
{
    public static ResourceStateSnapshot Styled(string text) => new(
        text,
        text == KnownResourceStates.Running ? KnownResourceStateStyles.Success
        : text == KnownResourceStates.FailedToStart ? KnownResourceStateStyles.Error
        : KnownResourceStateStyles.Info);

    /// <summary>The state of what has ended.</summary>
    /// <param name="code">Its exit code, where it has one.</param>
    /// <param name="wasStopped">Whether somebody wanted it.</param>
    public static ResourceStateSnapshot Ended(int? code, bool wasStopped) => wasStopped
        ? new(KnownResourceStates.Exited, KnownResourceStateStyles.Info)
        : code == 0
            ? new(KnownResourceStates.Finished, KnownResourceStateStyles.Info)
            : new(KnownResourceStates.Exited, KnownResourceStateStyles.Error);

    /// <summary>Whether nothing runs, and nothing is about to.</summary>
    public static bool IsOver(this CustomResourceSnapshot snapshot) =>
        snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text, StringComparer.Ordinal);

    public static bool Is(this CustomResourceSnapshot snapshot, string state) => snapshot.State?.Text == state;
}
