using Microsoft.AspNetCore.Identity;
using PawPal.Api.Households;

namespace PawPal.Api.Accounts;

/// <summary>Hashes and checks passwords (PBKDF2-HMAC-SHA512, format 3 of ASP.NET Core Identity).</summary>
internal sealed class Passwords(IPasswordHasher<object> hasher) : IDisposable
{
    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA512.</summary>
    public const int Iterations = 210_000;

    private static readonly object Nobody = new();
    private readonly Lazy<string> _hashOfNobody = new(() => hasher.HashPassword(Nobody, AccountId.New().ToString()));

    // A hash takes a core for a tenth of a second: many log-ins at once must not starve everybody else.
    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount / 2));

    public Task<string> HashAsync(string password, CancellationToken ct) =>
        RunAsync(() => hasher.HashPassword(Nobody, password), ct);

    /// <summary>The same work whether or not there is a hash, so the time does not tell who has an account.</summary>
    public Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken ct) =>
        RunAsync(
            () =>
            {
                var result = hasher.VerifyHashedPassword(Nobody, hash ?? _hashOfNobody.Value, password);
                return hash is null ? PasswordVerificationResult.Failed : result;
            },
            ct);

    public void Dispose() => _cores.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        await _cores.WaitAsync(ct);
        try
        {
            return await Task.Run(work, ct);
        }
        finally
        {
            _cores.Release();
        }
    }
}
