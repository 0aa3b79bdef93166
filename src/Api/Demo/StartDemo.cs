using FastEndpoints;
using FluentValidation;
using PawPal.Api.Doors;
using PawPal.Api.Households;
using PawPal.Api.Sessions;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Demo;

namespace PawPal.Api.Demo;

internal sealed class StartDemoValidator : Validator<DemoRequest>
{
    public StartDemoValidator() => RuleFor(r => r.TimeZone)
        .Must(zone => zone is null || TimeZones.IsWellFormed(zone)).WithErrorCode("format")
        .WithMessage("Give an IANA time zone such as Europe/London, or leave it out.");
}

internal sealed class StartDemoEndpoint(DemoStore demos, ILogger<StartDemoEndpoint> log)
    : Endpoint<DemoRequest, TokenResponse>
{
    public override void Configure()
    {
        Post("demo");
        AllowAnonymous();
        Description(
            route => route.Accepts<DemoRequest>(isOptional: true, "application/json", "*/*")
                .Produces<TokenResponse>(StatusCodes.Status201Created).Produces(StatusCodes.Status204NoContent),
            clearDefaults: true);
        Options(route => route.RequireRateLimiting(Door.Demo));
        Summary(s =>
        {
            s.Summary = "Start a demo household";
            s.Description =
                "Six animals and two weeks of events, up to now in the given time zone. The household is deleted when "
                + "its session has ended. With the header PawPal-Client: browser the tokens come as cookies.";
        });
    }

    public override async Task HandleAsync(DemoRequest request, CancellationToken ct)
    {
        // A browser may know a zone by a name that this server's data lacks; a visitor should get in all the same.
        var zone = TimeZones.IsIana(request.TimeZone)
            ? TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone!)
            : TimeZoneInfo.FindSystemTimeZoneById("Etc/UTC");
        var tokens = await demos.FoundAsync(zone, ct);
        log.DemoFounded(zone.Id);
        await this.SessionAsync(tokens, 201, ct);
    }
}
