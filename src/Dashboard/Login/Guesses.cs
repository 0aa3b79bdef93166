using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PawPal.Dashboard.Doors;

namespace PawPal.Dashboard.Login;

/// <summary>Counts wrong tokens by the address they come from.</summary>
internal sealed class Guesses(IOptions<FrontendOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> _wrong = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.GuessesPerMinute,
            Window = Window,
            QueueLimit = 0,
        }));

    /// <summary>Whether an address has tried too often; asking costs it nothing.</summary>
    public bool AreTooMany(HttpContext context)
    {
        using var lease = _wrong.AttemptAcquire(AddressOf(context), permitCount: 0);
        return !lease.IsAcquired;
    }

    /// <summary>Notes a wrong one.</summary>
    public void Count(HttpContext context)
    {
        using var lease = _wrong.AttemptAcquire(AddressOf(context));
    }

    public void Dispose() => _wrong.Dispose();

    private static IPAddress AddressOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;
}
