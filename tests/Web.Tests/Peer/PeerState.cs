using System.Collections.Concurrent;
using System.Globalization;
using PawPal.Contracts.Accounts;

namespace PawPal.Web.Tests.Peer;

/// <summary>A recording as it came in.</summary>
internal sealed record Recording(byte[] Wav, string? ContentType, string? Key);

/// <summary>What the peer remembers and how it behaves; each test begins with a new one.</summary>
internal sealed class PeerState
{
    private const string Zone = "Europe/London";

    private readonly Lock _lock = new();
    private readonly HashSet<string> _access = [];
    private readonly HashSet<string> _refresh = [];
    private long _expires = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 900;

    public PeerHousehold Home { get; set; } = PeerHousehold.Demo(Zone);

    /// <summary>Everything behind the gateway is away: 502 without a problem document.</summary>
    public bool Away { get; set; }

    public bool VoiceAvailable { get; set; } = true;

    /// <summary>The words the recogniser hears in any recording.</summary>
    public string Heard { get; set; } = "fed max a cup of kibble";

    public bool Unsure { get; set; }

    /// <summary>What was typed or heard, and answered.</summary>
    public ConcurrentQueue<string> Texts { get; } = new();

    /// <summary>What the next typed command is asked about instead of being noted.</summary>
    public string? Doubt { get; set; }

    /// <summary>The next command is done, and its answer lost on the way.</summary>
    public bool LoseNextAnswer { get; set; }

    public ConcurrentQueue<Recording> Recordings { get; } = new();

    public ConcurrentQueue<string?> Keys { get; } = new();

    public ConcurrentQueue<string> Spoken { get; } = new();

    public ConcurrentQueue<RegisterRequest> Registered { get; } = new();

    public string? DemoTimeZone { get; set; }

    public int Refreshes { get; private set; }

    public int RefusedRefreshes { get; private set; }

    public void ExpireAccess()
    {
        lock (_lock)
            _access.Clear();
    }

    public void EndSessions()
    {
        ExpireAccess();
        lock (_lock)
            _refresh.Clear();
    }

    public bool IsAccess(string? token)
    {
        lock (_lock)
            return token is not null && _access.Contains(token);
    }

    /// <summary>Cookies of a new session, as <c>Set-Cookie</c> values.</summary>
    public IReadOnlyList<string> NewSession()
    {
        var access = Guid.NewGuid().ToString("N");
        var refresh = Guid.NewGuid().ToString("N");
        lock (_lock)
        {
            _access.Add(access);
            _refresh.Add(refresh);
            // Each session ends at a time of its own, as real ones do.
            _expires++;
            return
            [
                $"{BrowserSession.AccessCookie}={access}; Path=/; HttpOnly; SameSite=Lax; Max-Age=900",
                $"{BrowserSession.RefreshCookie}={refresh}; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{BrowserSession.ExpiryCookie}={_expires}; Path=/; SameSite=Lax; Max-Age=86400"),
            ];
        }
    }

    /// <summary>A refresh token is good for one use; null when it is not good.</summary>
    public IReadOnlyList<string>? Refresh(string? token)
    {
        lock (_lock)
        {
            if (token is null || !_refresh.Remove(token))
            {
                RefusedRefreshes++;
                return null;
            }

            Refreshes++;
        }

        return NewSession();
    }
}
