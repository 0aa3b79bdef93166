using System.Net;
using PawPal.Contracts;
using PawPal.Contracts.Accounts;
using Polly;

namespace PawPal.Web.Session;

/// <summary>The session that the browser's cookies carry, and what the backend says about it.</summary>
internal sealed class VisitorSession(
    IHttpContextAccessor accessor, IHttpClientFactory clients, ILogger<VisitorSession> log)
{
    /// <summary>Name of the HTTP client, and of the resource it reaches by service discovery.</summary>
    public const string Backend = "backend";

    /// <summary>Unix seconds at which the access token ends, as the browser sees it; null without a session.</summary>
    public string? Expiry => Cookie(BrowserSession.ExpiryCookie);

    public async Task<Visit> LoadAsync(CancellationToken ct)
    {
        if (Cookie(BrowserSession.AccessCookie) is not { } token)
            return WithoutAccess();

        var client = new PawPalClient(clients.CreateClient(Backend), token);
        try
        {
            var household = client.GetHouseholdAsync(ct);
            var today = client.GetTodayAsync(ct);
            await Task.WhenAll(household, today);
            return new Visit.SignedIn(await household, await today);
        }
        catch (PawPalException refused) when (refused.Status == HttpStatusCode.Unauthorized)
        {
            return WithoutAccess();
        }
        catch (Exception failure) when (IsOutage(failure, ct))
        {
            log.BackendGaveNoAnswer(failure.GetType().Name, (failure as PawPalException)?.Status);
            return new Visit.Unknown();
        }
    }

    private static bool IsOutage(Exception failure, CancellationToken ct) =>
        failure is PawPalException or HttpRequestException or ExecutionRejectedException
        || (failure is OperationCanceledException && !ct.IsCancellationRequested);

    private Visit WithoutAccess() =>
        Cookie(BrowserSession.RefreshCookie) is null && Expiry is null ? new Visit.SignedOut() : new Visit.Expired();

    private string? Cookie(string name)
    {
        var context = accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");
        return SessionCookies.Read(context.Request, name);
    }
}

internal static partial class VisitorSessionLog
{
    [LoggerMessage(5101, LogLevel.Warning, "The backend gave no usable answer for a page: {Failure} {Status}")]
    public static partial void BackendGaveNoAnswer(this ILogger logger, string failure, HttpStatusCode? status);
}
