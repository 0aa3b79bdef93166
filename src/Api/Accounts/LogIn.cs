using FastEndpoints;
using FluentValidation;
using PawPal.Api.Doors;
using PawPal.Api.Sessions;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class LogInValidator : Validator<LogInRequest>
{
    public LogInValidator()
    {
        RuleFor(r => r.Email).NotEmpty().MaximumLength(254);
        RuleFor(r => r.Password).NotEmpty().MaximumLength(128);
    }
}

internal sealed class LogInEndpoint(AccountStore accounts) : Endpoint<LogInRequest, TokenResponse>
{
    public override void Configure()
    {
        Post("accounts/login");
        AllowAnonymous();
        Description(
            route => route.Accepts<LogInRequest>("application/json")
                .Produces<TokenResponse>(StatusCodes.Status200OK).Produces(StatusCodes.Status204NoContent),
            clearDefaults: true);
        Options(route => route.RequireRateLimiting(Door.LogIn));
        Summary(s =>
        {
            s.Summary = "Log in";
            s.Description = "Starts a session. With the header PawPal-Client: browser its tokens come as cookies.";
        });
    }

    public override async Task HandleAsync(LogInRequest request, CancellationToken ct)
    {
        if (await accounts.LogInAsync(request, ct) is { } tokens)
            await this.SessionAsync(tokens, 200, ct);
        else
            await this.ProblemAsync(Problems.LogInFailed, ct);
    }
}
