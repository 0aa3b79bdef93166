using System.Formats.Tar;
using System.IO.Compression;
using PawPal.Operations.Backups;

namespace PawPal.Operations.Files;

/// <summary>A compressed tar of files.</summary>
internal static class FilesArchive
{
    public static async Task<FilesContent> WriteAsync(IFilePlace place, Stream target, CancellationToken ct)
    {
        await using var compressed = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);
        await using var tar = new TarWriter(compressed, TarEntryFormat.Pax, leaveOpen: true);
        var count = 0;
        long bytes = 0;
        foreach (var file in await place.ListAsync(ct))
        {
            // One that could not be restored must be told of now.
            SafePath.Check(file.Path, place.Location);
            using var copy = await place.FetchAsync(file.Path, ct);
            if (copy is null)
                continue;
            await using var content = File.OpenRead(copy.Path);
            var entry = new PaxTarEntry(TarEntryType.RegularFile, file.Path)
            {
                DataStream = content,
                ModificationTime = file.Changed,
            };
            bytes += content.Length;
            count++;
            await tar.WriteEntryAsync(entry, ct);
        }

        return new FilesContent(count, bytes);
    }

    /// <summary>Reads an archive to its end.</summary>
    /// <exception cref="OperationFailure">It is damaged.</exception>
    public static async Task<FilesContent> CheckAsync(string archive, CancellationToken ct)
    {
        var count = 0;
        long bytes = 0;
        await foreach (var entry in ReadAsync(archive, ct))
        {
            count++;
            bytes += entry.Length;
        }

        return new FilesContent(count, bytes);
    }

    /// <summary>Every file of an archive; anything that is not a file, or lies outside, is refused.</summary>
    public static async IAsyncEnumerable<TarEntry> ReadAsync(
        string archive, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = File.OpenRead(archive);
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        while (await NextAsync(tar, archive, ct) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                throw new OperationFailure($"{archive} holds '{entry.Name}', which is not a file: it is refused");
            SafePath.Check(entry.Name, archive);
            yield return entry;
        }

        // The checksum of the compression stands at its end.
        await plain.CopyToAsync(Stream.Null, ct);
    }

    private static async Task<TarEntry?> NextAsync(TarReader tar, string archive, CancellationToken ct)
    {
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, ct);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new OperationFailure($"{archive} is damaged: {problem.Message}", problem);
        }
    }
}
