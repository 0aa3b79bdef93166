using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace PawPal.Api.Commands;

/// <summary>A command's id in a form that callers keep and cannot read.</summary>
internal static class UndoToken
{
    private const int Length = 22;

    public static string Of(Guid command) => Base64Url.EncodeToString(command.ToByteArray(bigEndian: true));

    public static bool TryParse([NotNullWhen(true)] string? token, out Guid command)
    {
        Span<byte> bytes = stackalloc byte[16];
        command = default;
        if (token is not { Length: Length }
            || Base64Url.DecodeFromChars(token, bytes, out _, out var written) != OperationStatus.Done
            || written != bytes.Length)
            return false;
        command = new Guid(bytes, bigEndian: true);
        return true;
    }
}
