using System.Diagnostics;
using System.Text.Json;
using FastEndpoints;
using FluentValidation;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

internal sealed class AddPetValidator : Validator<AddPetRequest>
{
    private static readonly string[] Species =
        ["dog", "cat", "rabbit", "guinea pig", "hamster", "bird", "fish", "tortoise", "other"];

    public AddPetValidator()
    {
        RuleFor(r => r.Name).PlainTextOf(1, 40);
        RuleFor(r => r.Species).Cascade(CascadeMode.Stop)
            .NotEmpty()
            .Must(species => Species.Contains(species, StringComparer.Ordinal)).WithErrorCode("choice")
            .WithMessage($"Choose one of: {string.Join(", ", Species)}.");
        RuleFor(r => r.SoundsLike).Cascade(CascadeMode.Stop)
            .Length(1, 60)
            .Must(IsSpelling).WithErrorCode("characters")
            .WithMessage("Spell the sound with letters, spaces and apostrophes, such as moh chee.")
            .When(r => r.SoundsLike is not null);
    }

    private static bool IsSpelling(string? text) =>
        text!.Any(char.IsLetter) && text!.All(sign => char.IsLetter(sign) || sign is ' ' or '\'' or '’');
}

internal sealed class AddPetEndpoint(PetStore pets, IdempotentWrites writes, HouseholdVocabulary vocabulary)
    : Endpoint<AddPetRequest, PetResponse>
{
    private const string Route = "pets";

    public override void Configure()
    {
        Post(Route);
        this.RequireHousehold(HouseholdAccess.Keep);
        Description(
            route => route.Accepts<AddPetRequest>("application/json")
                .Produces<PetResponse>(StatusCodes.Status201Created),
            clearDefaults: true);
        Summary(s => s.Summary = "Add a pet to the household");
    }

    public override async Task HandleAsync(AddPetRequest request, CancellationToken ct)
    {
        if (!ClientKey.TryRead(HttpContext.Request, out var key))
        {
            await this.ProblemAsync(Problems.IdempotencyKeyInvalid, ct);
            return;
        }

        var fingerprint = Fingerprint.Of(Route, JsonSerializer.Serialize(request));
        var outcome = await writes.RunAsync(
            HttpContext.Caller(), key, fingerprint, (session, token) => pets.AddAsync(session, request, token), ct);
        // Also for an answer given again: the first time, the process may have died before this line.
        if (outcome is WriteOutcome.Answered)
            await vocabulary.DropAsync(HttpContext.Caller().Household, ct);
        await (outcome switch
        {
            WriteOutcome.Answered(var answer) => answer.SendAsync(HttpContext, ct),
            WriteOutcome.Failed(var problem) => this.ProblemAsync(problem, ct),
            _ => throw new UnreachableException(),
        });
    }
}
