using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PawPal.Contracts;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Care;
using PawPal.Contracts.Pets;
using PawPal.Contracts.Voice;

namespace PawPal.Web.Tests.Peer;

/// <summary>The endpoints of the API that the pages use, over a <see cref="PeerState"/>.</summary>
internal static class PeerApi
{
    public static void Map(IEndpointRouteBuilder routes, Func<PeerState> state)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter((context, next) => GuardAsync(state(), context, next));
        MapAccounts(api, state);
        MapCare(api, state);
        MapVoice(api, state);
    }

    private static ValueTask<object?> GuardAsync(
        PeerState state, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (state.Away)
            return ValueTask.FromResult<object?>(Results.StatusCode(502));
        var isOpen = http.Request.Path.StartsWithSegments("/api/v1/accounts", StringComparison.Ordinal)
            || http.Request.Path == "/api/v1/demo";
        var bearer = http.Request.Headers.Authorization.ToString();
        var token = bearer.StartsWith("Bearer ", StringComparison.Ordinal)
            ? bearer["Bearer ".Length..]
            : http.Request.Cookies[BrowserSession.AccessCookie];
        if (!isOpen && !state.IsAccess(token))
            return ValueTask.FromResult<object?>(Results.Problem("Log in first.", statusCode: 401));
        var isForgeable = http.Request.Method is "POST" && bearer.Length == 0
            && http.Request.Headers[BrowserSession.ClientHeader].ToString() is not BrowserSession.BrowserClient;
        return isForgeable
            ? ValueTask.FromResult<object?>(Results.Problem("The header is missing.", statusCode: 403))
            : next(context);
    }

    private static void MapAccounts(RouteGroupBuilder api, Func<PeerState> state)
    {
        api.MapPost("/demo", (DemoBody body, HttpContext http) =>
        {
            state().DemoTimeZone = body.TimeZone;
            return WithCookies(http, state().NewSession());
        });
        api.MapPost("/accounts/register", (RegisterRequest request, HttpContext http) =>
        {
            if (request.Email.StartsWith("taken", StringComparison.Ordinal))
                return Results.Problem("Somebody is registered with this address.", statusCode: 409);
            state().Registered.Enqueue(request);
            state().Home = new PeerHousehold(request.TimeZone, isDemo: false, []);
            return WithCookies(http, state().NewSession());
        });
        api.MapPost("/accounts/login", (LogInRequest request, HttpContext http) =>
            request.Password is "correct horse battery"
                ? WithCookies(http, state().NewSession())
                : Results.Problem("Address and password do not belong together.", statusCode: 401));
        api.MapPost("/accounts/refresh", (HttpContext http) =>
            state().Refresh(http.Request.Cookies[BrowserSession.RefreshCookie]) is { } cookies
                ? WithCookies(http, cookies)
                : Results.Problem("The session has ended.", statusCode: 401));
        api.MapPost("/accounts/logout", () =>
        {
            state().EndSessions();
            return Results.NoContent();
        });
    }

    private static void MapCare(RouteGroupBuilder api, Func<PeerState> state)
    {
        api.MapGet("/household", () => state().Home.Describe());
        api.MapGet("/care/today", () => state().Home.Today());
        api.MapPost("/pets", (AddPetRequest request) => state().Home.Has(request.Name)
            ? Results.Json(
                new ProblemResponse(
                    Title: "Taken", Status: 409, Detail: "There is a pet of this name.",
                    Errors: [new FieldError("/name", "taken", "There is a pet of this name.")]),
                statusCode: 409, contentType: "application/problem+json")
            : Results.Json(state().Home.Add(request), statusCode: 201));
        api.MapPost("/care/undo", (UndoRequest request) => state().Home.Undo(request.UndoToken) is { } undone
            ? Results.Json(undone)
            : Results.Problem("There is nothing to take back.", statusCode: 409));
    }

    private static void MapVoice(RouteGroupBuilder api, Func<PeerState> state)
    {
        api.MapGet("/voice/status", () => new VoiceStatusResponse(
            state().VoiceAvailable, state().VoiceAvailable ? "PawPal is listening." : "Voice is down at the moment."));
        api.MapPost("/voice/speech", (SpeakRequest request) =>
        {
            state().Spoken.Enqueue(request.Text);
            return Results.File(WavFile.Tone(16_000, TimeSpan.FromMilliseconds(200)), "audio/wav");
        });
        api.MapPost("/voice/commands", (Delegate)((HttpContext http) => CommandAsync(state(), http)));
    }

    private static async Task<IResult> CommandAsync(PeerState state, HttpContext http)
    {
        var key = http.Request.Headers[PawPalClient.IdempotencyHeader].ToString();
        state.Keys.Enqueue(key);
        var isSpoken = http.Request.ContentType is "audio/wav";
        string text;
        if (isSpoken)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            state.Recordings.Enqueue(new Recording(body.ToArray(), http.Request.ContentType, key));
            if (!state.VoiceAvailable)
                return Results.Problem("Voice is down; typing works.", statusCode: 503);
            text = state.Heard;
            if (state.Unsure)
                return Results.Json(new VoiceCommandResponse(text, [], $"Did you say {text}?", [], null, Unsure: true));
        }
        else
        {
            text = (await http.Request.ReadFromJsonAsync<VoiceCommandRequest>(http.RequestAborted))!.Text;
        }

        if (state.Doubt is { } doubt)
        {
            state.Doubt = null;
            return Results.Json(new VoiceCommandResponse(text, [], doubt, [], null, AsksYes: true));
        }

        state.Texts.Enqueue(text);
        var answer = state.Home.Command(text, key);
        if (!state.LoseNextAnswer)
            return Results.Json(answer);
        state.LoseNextAnswer = false;
        return Results.StatusCode(502);
    }

    private static IResult WithCookies(HttpContext http, IEnumerable<string> cookies)
    {
        foreach (var cookie in cookies)
            http.Response.Headers.Append("Set-Cookie", cookie);
        return Results.NoContent();
    }

    private sealed record DemoBody(string? TimeZone);
}
