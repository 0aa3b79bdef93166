namespace PawPal.Contracts.Expenses;

/// <summary>What is told of an expense.</summary>
public interface IExpenseDetails
{
    /// <summary>food, vet, medicine, grooming, toys, insurance, boarding, training or other.</summary>
    string Category { get; }

    /// <summary>Above 0, at most 1,000,000; two decimals.</summary>
    decimal Amount { get; }

    /// <summary>ISO 4217: EUR, GBP, USD.</summary>
    string Currency { get; }

    /// <summary>Today when left out; from 1990 on, not ahead.</summary>
    DateOnly? SpentOn { get; }

    /// <summary>Null for the household as a whole.</summary>
    Guid? PetId { get; }

    /// <summary>At most 120 characters.</summary>
    string? Payee { get; }

    /// <summary>At most 1,000 characters.</summary>
    string? Note { get; }
}

/// <summary>Body of <c>POST /api/v1/expenses</c>.</summary>
public sealed record AddExpenseRequest(
    string Category,
    decimal Amount,
    string Currency,
    DateOnly? SpentOn = null,
    Guid? PetId = null,
    string? Payee = null,
    string? Note = null) : IExpenseDetails;

/// <summary>Body of <c>PUT /api/v1/expenses/{expenseId}</c>: all of it; needs If-Match.</summary>
public sealed record ChangeExpenseRequest(
    Guid ExpenseId,
    string Category,
    decimal Amount,
    string Currency,
    DateOnly? SpentOn = null,
    Guid? PetId = null,
    string? Payee = null,
    string? Note = null) : IExpenseDetails;

/// <summary>An expense.</summary>
/// <param name="Version">Grows with each edit; the ETag.</param>
public sealed record ExpenseResponse(
    Guid Id,
    string Category,
    decimal Amount,
    string Currency,
    DateOnly SpentOn,
    Guid? PetId,
    string? Pet,
    string? Payee,
    string? Note,
    int Version) : IVersioned;

/// <summary>Sums of a span of months; different currencies are never added up.</summary>
public sealed record ExpenseTotalsResponse(DateOnly From, DateOnly To, IReadOnlyList<ExpenseTotal> Totals);

/// <summary>One month, category and currency.</summary>
/// <param name="Month">Its first day.</param>
public sealed record ExpenseTotal(DateOnly Month, string Category, string Currency, decimal Amount, int Count);

/// <summary>Body of <c>PUT /api/v1/budgets</c>: what may be spent in a month. One for each category and
/// currency.</summary>
/// <param name="Category">Null for all together.</param>
/// <param name="Amount">Above 0, at most 1,000,000.</param>
public sealed record SetBudgetRequest(decimal Amount, string Currency, string? Category = null);

/// <summary>A budget, and what is spent of it this month in the household's zone.</summary>
public sealed record BudgetResponse(Guid Id, string? Category, decimal Amount, string Currency, decimal Spent);

/// <summary>The household's budgets.</summary>
public sealed record BudgetsResponse(IReadOnlyList<BudgetResponse> Budgets);
