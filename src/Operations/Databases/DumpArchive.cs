using PawPal.Operations.Programs;

namespace PawPal.Operations.Databases;

/// <summary>A file in pg_dump's custom format.</summary>
internal static class DumpArchive
{
    /// <exception cref="OperationFailure">pg_restore cannot read its table of contents.</exception>
    public static async Task CheckAsync(ClientProgram restore, string file, CancellationToken ct)
    {
        try
        {
            await Program(restore).RunAsync(["--list", file], output: null, ct);
        }
        catch (OperationFailure failure)
        {
            throw new OperationFailure($"{file} cannot be read by {failure.Message}", failure);
        }
    }

    private static ClientProcess Program(ClientProgram restore) =>
        new(restore.Path, new Dictionary<string, string>(StringComparer.Ordinal));
}
