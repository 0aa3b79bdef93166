using Microsoft.AspNetCore.Http.HttpResults;
using PawPal.Web.Session;

namespace PawPal.Web.Today;

/// <summary><c>GET /today</c>: the board of the day alone, for a page that swaps it without a reload.</summary>
internal static class TodayFragment
{
    public static void MapTodayFragment(this IEndpointRouteBuilder app) => app.MapGet("/today", RenderAsync);

    private static async Task<IResult> RenderAsync(
        VisitorSession session, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        switch (await session.LoadAsync(ct))
        {
            case Visit.SignedIn visit:
                return new RazorComponentResult<TodayBoard>(new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(TodayBoard.Today)] = visit.Today,
                    [nameof(TodayBoard.Clock)] = HouseholdClock.For(visit.Today, clock, http.Request),
                });
            case Visit.Unknown:
                http.Response.Headers.RetryAfter = "5";
                return Results.Problem("PawPal's memory is not answering.", statusCode: 503);
            default:
                return Results.Problem("Log in to see today's care.", statusCode: 401);
        }
    }
}
