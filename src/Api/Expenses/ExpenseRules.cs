using FastEndpoints;
using FluentValidation;
using PawPal.Api.Text;
using PawPal.Contracts.Expenses;

namespace PawPal.Api.Expenses;

internal static class ExpenseCategory
{
    public static readonly IReadOnlyList<string> All =
        ["food", "vet", "medicine", "grooming", "toys", "insurance", "boarding", "training", "other"];

    public static IRuleBuilderOptions<T, string?> Category<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(category => category is null || All.Contains(category, StringComparer.Ordinal)).WithErrorCode("choice")
        .WithMessage("Choose one of: " + string.Join(", ", All) + ".");

    public static IRuleBuilderOptions<T, string> Currency<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(code => code is { Length: 3 } && code.All(char.IsAsciiLetterUpper)).WithErrorCode("format")
        .WithMessage("Use a code of ISO 4217, such as EUR, GBP or USD.");

    public static IRuleBuilderOptions<T, decimal> Money<T>(this IRuleBuilder<T, decimal> rule) => rule
        .Must(amount => amount > 0 && amount <= 1_000_000 && decimal.Round(amount, 2) == amount).WithErrorCode("range")
        .WithMessage("Above 0, at most 1,000,000, with two decimals.");
}

internal sealed class ExpenseRules<T> : AbstractValidator<T>
    where T : IExpenseDetails
{
    public ExpenseRules()
    {
        RuleFor(r => r.Category).NotEmpty();
        RuleFor(r => (string?)r.Category).Category().OverridePropertyName(nameof(IExpenseDetails.Category));
        RuleFor(r => r.Amount).Money();
        RuleFor(r => r.Currency).Currency();
        RuleFor(r => r.SpentOn).Must(day => day is null || day >= new DateOnly(1990, 1, 1)).WithErrorCode("range")
            .WithMessage("Use a day from 1990 on.");
        RuleFor(r => r.Payee!).PlainTextOf(1, 120).When(r => r.Payee is not null);
        RuleFor(r => r.Note!).TextOf(1, 1_000).When(r => r.Note is not null);
    }
}

internal sealed class AddExpenseValidator : Validator<AddExpenseRequest>
{
    public AddExpenseValidator() => Include(new ExpenseRules<AddExpenseRequest>());
}

internal sealed class ChangeExpenseValidator : Validator<ChangeExpenseRequest>
{
    public ChangeExpenseValidator() => Include(new ExpenseRules<ChangeExpenseRequest>());
}

internal sealed class SetBudgetValidator : Validator<SetBudgetRequest>
{
    public SetBudgetValidator()
    {
        RuleFor(r => r.Amount).Money();
        RuleFor(r => r.Currency).Currency();
        RuleFor(r => r.Category).Category();
    }
}
