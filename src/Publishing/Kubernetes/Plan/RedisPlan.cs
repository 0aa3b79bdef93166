using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>Keeps the password of a Redis server out of the list of processes.</summary>
internal static class RedisPlan
{
    public static Workload Equip(Workload store)
    {
        if (!ShellLine.Starts(store)
            || store.Environment.FirstOrDefault(
                one => ShellLine.ShowsPassword(store.Arguments[1], one.Name)) is not { } password)
            return store;
        var (before, line) = ShellLine.HidePassword(store.Arguments[1], password.Name, source: null);
        var start = new LiteralPart(before + ShellLine.Exec(line));
        return store with
        {
            Arguments = [store.Arguments[0], Text.Of([start, .. line.Parts]), .. store.Arguments.Skip(2)],
        };
    }
}
