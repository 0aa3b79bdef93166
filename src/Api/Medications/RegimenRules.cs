using FastEndpoints;
using FluentValidation;
using PawPal.Api.Text;
using PawPal.Contracts.Medications;

namespace PawPal.Api.Medications;

internal sealed class RegimenRules<T> : AbstractValidator<T>
    where T : IRegimenDetails
{
    public RegimenRules()
    {
        RuleFor(r => r.Medication).PlainTextOf(1, 80);
        RuleFor(r => r.Directions).PlainTextOf(1, 200);
        RuleFor(r => r.Prescriber!).PlainTextOf(1, 120).When(r => r.Prescriber is not null);
        RuleFor(r => r.Note!).TextOf(1, 1_000).When(r => r.Note is not null);
        RuleFor(r => r.StartsAt).Must(time => time is not { } at || (at.Kind == DateTimeKind.Unspecified
                && at.Year is >= 1900 and <= 2200 && at.Ticks % TimeSpan.TicksPerMinute == 0)).WithErrorCode("format")
            .WithMessage(
                "Give the time as the wall clock shows it, to the minute, without an offset: 2026-03-29T08:00.");
    }
}

internal sealed class AddRegimenValidator : Validator<AddRegimenRequest>
{
    public AddRegimenValidator()
    {
        Include(new RegimenRules<AddRegimenRequest>());
        RuleFor(r => r.Stock).InclusiveBetween(0, 100_000).WithMessage("Between 0 and 100,000.");
        RuleFor(r => r.RefillAt).InclusiveBetween(0, 100_000).WithMessage("Between 0 and 100,000.");
        RuleFor(r => r.RefillAt).Null().When(r => r.Stock is null).WithErrorCode("stock")
            .WithMessage("A threshold needs a stock that was counted.");
    }
}

internal sealed class ChangeRegimenValidator : Validator<ChangeRegimenRequest>
{
    public ChangeRegimenValidator() => Include(new RegimenRules<ChangeRegimenRequest>());
}

internal sealed class RegimenStateValidator : Validator<RegimenStateRequest>
{
    public RegimenStateValidator() => RuleFor(r => r.State)
        .Must(state => state is "active" or "paused" or "ended").WithErrorCode("choice")
        .WithMessage("Choose one of: active, paused, ended.");
}

internal sealed class RegimenStockValidator : Validator<RegimenStockRequest>
{
    public RegimenStockValidator()
    {
        RuleFor(r => r.Stock).InclusiveBetween(0, 100_000).WithMessage("Between 0 and 100,000.");
        RuleFor(r => r.RefillAt).InclusiveBetween(0, 100_000).WithMessage("Between 0 and 100,000.");
    }
}
