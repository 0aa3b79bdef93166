using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>
/// A workload that is started by a line for a shell. The line reads the secrets, so that they stand in no container's
/// settings.
/// </summary>
internal static class ShellStart
{
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
            if (ShellLine.ShowsPassword(line, variable))
            {
                (var before, line) = ShellLine.HidePassword(line, variable, file);
                begin += before;
            }
            else
            {
                begin += $"{variable}=$(cat {file}); export {variable}; ";
            }
        }

        return [workload.Arguments[0], Text.Of([new LiteralPart(begin + ShellLine.Exec(line)), .. line.Parts]),
            .. workload.Arguments.Skip(2)];
    }
}
