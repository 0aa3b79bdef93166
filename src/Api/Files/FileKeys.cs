using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PawPal.Api.Sessions;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.Api.Files;

/// <summary>
/// Wraps the key that each file has of its own (AES-256-GCM), so that a new server key means no file to write again.
/// </summary>
internal sealed class FileKeys
{
    private const string Purpose = "pawpal.files.v1";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int FewestCharacters = 32;

    private readonly FrozenDictionary<string, byte[]> _keys;
    private readonly string _current;

    /// <exception cref="ServiceConfigurationException">A key is too short.</exception>
    public FileKeys(IOptions<FileOptions> options, SecretKey secret)
    {
        var current = options.Value.Key is { Length: > 0 } own ? Derive("Files:Key", own) : secret.Derive(Purpose);
        _current = IdOf(current);
        // Also the key of SECRET_KEY, where files were written before a key of their own was set.
        _keys = options.Value.PreviousKeys.Select(key => Derive("Files:PreviousKeys", key))
            .Append(secret.Derive(Purpose)).Append(current)
            .DistinctBy(IdOf, StringComparer.Ordinal)
            .ToFrozenDictionary(IdOf, StringComparer.Ordinal);
    }

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    public (string KeyId, byte[] Wrapped) Wrap(byte[] key, byte[] context) =>
        (_current, Seal(_keys[_current], key, context));

    /// <exception cref="CryptographicException">The server has not the key, or the row was tampered with.</exception>
    public byte[] Unwrap(string keyId, byte[] wrapped, byte[] context) => _keys.TryGetValue(keyId, out var key)
        ? Open(key, wrapped, context)
        : throw new CryptographicException(
            $"No key {keyId}: put the Files:Key (or SECRET_KEY) of before into Files:PreviousKeys.");

    /// <summary>Nonce, then the sealed bytes, then the tag.</summary>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> content, byte[] context)
    {
        var sealedBytes = new byte[NonceBytes + content.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            nonce, content, sealedBytes.AsSpan(NonceBytes, content.Length), sealedBytes.AsSpan(^TagBytes..), context);
        return sealedBytes;
    }

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> sealedBytes, byte[] context)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to have been sealed.");
        var content = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            sealedBytes[..NonceBytes], sealedBytes[NonceBytes..^TagBytes], sealedBytes[^TagBytes..], content, context);
        return content;
    }

    private static byte[] Derive(string name, string text)
    {
        if (Placeholder.IsIn(text) || text.Length < FewestCharacters)
            throw new ServiceConfigurationException(
                $"{name} is too short or a placeholder: set it to at least {FewestCharacters} random characters.");
        return HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(text.Trim()),
            KeyBytes,
            info: Encoding.UTF8.GetBytes(Purpose));
    }

    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 8));
}
