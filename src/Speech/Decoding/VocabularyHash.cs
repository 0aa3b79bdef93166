using System.Security.Cryptography;

namespace PawPal.Speech.Decoding;

/// <summary>The hash over the files of one vocabulary.</summary>
internal static class VocabularyHash
{
    private static readonly string[] Names =
        [VocabularyFiles.DictionaryName, VocabularyFiles.GrammarName, VocabularyFiles.TrigramName];

    /// <summary>Null when a file is missing or cannot be read.</summary>
    public static string? Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            foreach (var name in Names)
                hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))));
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
