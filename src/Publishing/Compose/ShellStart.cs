using System.Buffers;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>
/// A workload that is started by a line for a shell. The line reads the secrets, so that they stand in no container's
/// settings.
/// </summary>
internal static class ShellStart
{
    private const string Settings = "/tmp/secrets.conf";
    private static readonly SearchValues<char> Operators = SearchValues.Create(";|&\n(){}");
    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];
    private static readonly string[] Servers = ["redis-server", "valkey-server"];

    public static bool Is(Workload workload) =>
        workload.Entrypoint is { } entrypoint && Shells.Contains(Path.GetFileName(entrypoint), StringComparer.Ordinal)
        && workload.Arguments is [{ Parts: [LiteralPart { Value: "-c" }] }, _, ..];

    /// <param name="files">The variables that are taken from files, and the files.</param>
    public static IReadOnlyList<Text> Arguments(Workload workload, IReadOnlyDictionary<string, string> files)
    {
        if (files.Count == 0)
            return workload.Arguments;
        var line = workload.Arguments[1];
        var begin = "";
        foreach (var (variable, file) in files.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            // An engine may have made a folder of a file that is missing. Without this Redis would ask for no password.
            begin += $"test -f {file} && test -s {file} || {{ echo '{file} is empty or missing' >&2; exit 1; }}; ";
            var password = $"--requirepass ${variable}";
            if (line.Parts is [LiteralPart { Value: var server }, ..]
                && Array.Exists(Servers, name => server.StartsWith($"{name} {password}", StringComparison.Ordinal)))
            {
                // In a file of its own: an argument is seen by everybody who may list processes.
                begin += $"(umask 077; printf 'requirepass \"%s\"\\n' "
                    + $"\"$(sed 's/[\\\\\"]/\\\\&/g' {file})\" >{Settings}); ";
                line = Replaced(line, password, $"--include {Settings}");
            }
            else
            {
                begin += $"{variable}=$(cat {file}); export {variable}; ";
            }
        }

        // A shell that stays would keep the signal to stop from the server.
        var start = IsOneCommand(line) ? "exec " : "";
        return [workload.Arguments[0], Text.Of([new LiteralPart(begin + start), .. line.Parts]),
            .. workload.Arguments.Skip(2)];
    }

    private static bool IsOneCommand(Text line) =>
        line.Parts is [LiteralPart { Value: [>= 'a' and <= 'z' or '/', ..] first }, ..]
        && !first.StartsWith("exec ", StringComparison.Ordinal)
        && line.Parts.All(part => part is not LiteralPart literal || !literal.Value.AsSpan().ContainsAny(Operators));

    private static Text Replaced(Text line, string old, string now) => Text.Of(line.Parts.Select(part =>
        part is LiteralPart literal
            ? new LiteralPart(literal.Value.Replace(old, now, StringComparison.Ordinal))
            : part));
}
