using System.Security.Cryptography;
using System.Text;
using PawPal.Api.Files;
using PawPal.Api.Sessions;

namespace PawPal.Api.Webhooks;

/// <summary>Seals the secrets that webhooks are signed with: a copy of the database signs nothing.</summary>
internal sealed class WebhookSecrets(SecretKey secret)
{
    private readonly byte[] _key = secret.Derive("webhook secrets");

    public static string New() => "whsec_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public byte[] Seal(Guid webhook, string text) =>
        FileKeys.Seal(_key, Encoding.ASCII.GetBytes(text), webhook.ToByteArray(bigEndian: true));

    /// <exception cref="CryptographicException">Sealed with another SECRET_KEY.</exception>
    public string Open(Guid webhook, byte[] sealedSecret) =>
        Encoding.ASCII.GetString(FileKeys.Open(_key, sealedSecret, webhook.ToByteArray(bigEndian: true)));
}
