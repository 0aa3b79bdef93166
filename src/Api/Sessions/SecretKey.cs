using System.Security.Cryptography;
using System.Text;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.Api.Sessions;

/// <summary>The server's secret. Each use derives a key of its own, so none of them can stand in for another.</summary>
internal sealed class SecretKey
{
    public const string ConfigurationName = "SECRET_KEY";
    public const int FewestBytes = 32;

    private readonly byte[] _secret;

    private SecretKey(byte[] secret, bool isEphemeral)
    {
        _secret = secret;
        IsEphemeral = isEphemeral;
    }

    /// <summary>True when the key was made for this process: sessions end with it.</summary>
    public bool IsEphemeral { get; }

    /// <exception cref="ServiceConfigurationException">No key, a short one, or one known to the world.</exception>
    public static SecretKey Read(string? configured, bool mayMakeOne)
    {
        if (string.IsNullOrWhiteSpace(configured))
        {
            return mayMakeOne
                ? new SecretKey(RandomNumberGenerator.GetBytes(FewestBytes), isEphemeral: true)
                : throw Refused("is not set");
        }

        if (Placeholder.IsIn(configured))
            throw Refused("is a placeholder that everybody knows");
        var secret = Encoding.UTF8.GetBytes(configured.Trim());
        if (secret.Length < FewestBytes)
            throw Refused("is too short");
        if (configured.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant).Distinct().Count() < 8)
            throw Refused("is too uniform");
        return new SecretKey(secret, isEphemeral: false);
    }

    /// <summary>32 bytes for one purpose (HKDF-SHA256).</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));

    private static ServiceConfigurationException Refused(string why) => new(
        $"{ConfigurationName} {why}: set it to at least {FewestBytes} random characters, "
        + "for example from 'openssl rand -base64 48'.");
}
