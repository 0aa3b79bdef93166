using FastEndpoints;
using FluentValidation;
using PawPal.Api.Doors;
using PawPal.Api.Households;
using PawPal.Api.Sessions;
using PawPal.Api.Text;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class RegisterValidator : Validator<RegisterRequest>
{
    public RegisterValidator()
    {
        RuleFor(r => r.Email).Cascade(CascadeMode.Stop)
            .NotEmpty()
            .Must(EmailAddress.IsPlausible).WithErrorCode("format")
            .WithMessage("Give an e-mail address such as alex@example.org.");
        RuleFor(r => r.Password).Cascade(CascadeMode.Stop).NotEmpty().Length(12, 128);
        RuleFor(r => r.DisplayName).PlainTextOf(1, 60);
        RuleFor(r => r.HouseholdName).PlainTextOf(1, 80);
        RuleFor(r => r.TimeZone).Cascade(CascadeMode.Stop)
            .NotEmpty()
            .Must(TimeZones.IsIana).WithErrorCode("format")
            .WithMessage("Give an IANA time zone such as Europe/London.");
    }
}

internal sealed class RegisterEndpoint(AccountStore accounts) : Endpoint<RegisterRequest, TokenResponse>
{
    public override void Configure()
    {
        Post("accounts/register");
        AllowAnonymous();
        Description(
            route => route.Accepts<RegisterRequest>("application/json")
                .Produces<TokenResponse>(StatusCodes.Status201Created).Produces(StatusCodes.Status204NoContent),
            clearDefaults: true);
        Options(route => route.RequireRateLimiting(Door.Register));
        Summary(s =>
        {
            s.Summary = "Register a person and their household";
            s.Description = "Starts a session. With the header PawPal-Client: browser its tokens come as cookies.";
        });
    }

    public override async Task HandleAsync(RegisterRequest request, CancellationToken ct)
    {
        if (await accounts.RegisterAsync(request, ct) is { } tokens)
            await this.SessionAsync(tokens, 201, ct);
        else
            await this.ProblemAsync(Problems.EmailTaken, ct);
    }
}
