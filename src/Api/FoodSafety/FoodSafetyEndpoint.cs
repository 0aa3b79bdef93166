using FastEndpoints;
using FluentValidation;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.FoodSafety;

namespace PawPal.Api.FoodSafety;

/// <summary>The query of <c>GET /api/v1/food-safety</c>.</summary>
internal sealed class FoodSafetyRequest
{
    /// <summary>1 to 200 characters, as somebody would call it.</summary>
    [QueryParam]
    public string? Item { get; init; }

    /// <summary>dog, cat, rabbit and so on; or name a pet.</summary>
    [QueryParam]
    public string? Species { get; init; }

    [QueryParam]
    public Guid? PetId { get; init; }
}

internal sealed class FoodSafetyValidator : Validator<FoodSafetyRequest>
{
    public FoodSafetyValidator()
    {
        RuleFor(r => r.Item).NotEmpty().MaximumLength(200);
        RuleFor(r => r.Species).NotEmpty().When(r => r.PetId is null).WithErrorCode("required")
            .WithMessage("Name a species or a pet.");
        RuleFor(r => r.Species).MaximumLength(40);
    }
}

internal sealed class FoodSafetyEndpoint(HouseholdDatabase database) : Endpoint<FoodSafetyRequest, FoodSafetyResponse>
{
    public override void Configure()
    {
        Get("food-safety");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "What the sources say of an item and an animal");
    }

    public override async Task HandleAsync(FoodSafetyRequest request, CancellationToken ct)
    {
        var household = HttpContext.Caller().Household.Value;
        await using var query = database.Query(HttpContext.Caller().Household);
        query.Add("select country from household where id = $1").Bind(household);
        query.Add("select species from pet where household_id = $1 and id = $2").Bind(household, request.PetId);
        await using var rows = await query.ExecuteAsync(ct);
        await rows.ReadAsync(ct);
        var country = rows.TextOrNull(0);
        await rows.NextResultAsync(ct);
        var species = await rows.ReadAsync(ct) ? rows.GetString(0) : null;
        await (request.PetId is not null && species is null
            ? this.ProblemAsync(Problems.PetUnknown, ct)
            : Send.OkAsync(
                FoodAnswer.Of(request.Item!, species ?? request.Species!.Trim().ToLowerInvariant(), country), ct));
    }
}
