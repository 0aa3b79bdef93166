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

internal sealed class AddPetEndpoint(HouseholdVocabulary vocabulary)
    : WriteEndpoint<AddPetRequest, PetResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("pets");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Add a pet to the household");
    }

    protected override Task<WriteResult> WriteAsync(
        AddPetRequest request, WriteContext write, CancellationToken ct) => PetStore.AddAsync(request, write, ct);

    protected override ValueTask AfterAsync(AddPetRequest request, CancellationToken ct) =>
        vocabulary.DropAsync(HttpContext.Caller().Household, ct);
}
