using System.Buffers;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Applications;

/// <summary>The line for a shell by which some workloads are started, as Aspire does it with Redis.</summary>
internal static class ShellLine
{
    private const string Settings = "/tmp/secrets.conf";
    private const string Escaping = "sed 's/[\\\\\"]/\\\\&/g'";
    private static readonly SearchValues<char> Operators = SearchValues.Create(";|&\n(){}");
    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];
    private static readonly string[] RedisServers = ["redis-server", "valkey-server"];

    public static bool Starts(Workload workload) =>
        workload.Entrypoint is { } entrypoint && Shells.Contains(Path.GetFileName(entrypoint), StringComparer.Ordinal)
        && workload.Arguments is [{ Parts: [LiteralPart { Value: "-c" }] }, _, ..];

    /// <summary>A shell that stays would keep the signal to stop from the program.</summary>
    public static string Exec(Text line) =>
        line.Parts is [LiteralPart { Value: [>= 'a' and <= 'z' or '/', ..] first }, ..]
        && !first.StartsWith("exec ", StringComparison.Ordinal)
        && line.Parts.All(part => part is not LiteralPart literal || !literal.Value.AsSpan().ContainsAny(Operators))
            ? "exec "
            : "";

    /// <summary>It starts Redis with the password of this variable as an argument.</summary>
    public static bool ShowsPassword(Text line, string variable) =>
        line.Parts is [LiteralPart { Value: var start }, ..] && Array.Exists(
            RedisServers, name => start.StartsWith($"{name} {Argument(variable)}", StringComparison.Ordinal));

    /// <summary>
    /// The same start with the password in a file of its own: an argument is seen by everybody who may list processes.
    /// </summary>
    /// <param name="source">A file with the password; null: the variable holds it.</param>
    /// <returns>What is run before the line, and the line.</returns>
    public static (string Before, Text Line) HidePassword(Text line, string variable, string? source)
    {
        var password = source is null ? $"printf '%s\\n' \"${variable}\" | {Escaping}" : $"{Escaping} {source}";
        return (
            $"(umask 077; printf 'requirepass \"%s\"\\n' \"$({password})\" >{Settings}); ",
            Text.Of(line.Parts.Select(part => part is LiteralPart literal
                ? new LiteralPart(literal.Value.Replace(
                    Argument(variable), $"--include {Settings}", StringComparison.Ordinal))
                : part)));
    }

    private static string Argument(string variable) => $"--requirepass ${variable}";
}
