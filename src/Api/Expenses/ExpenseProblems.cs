namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem ExpenseUnknown = new(
        "expense-unknown", 404, "No such expense in this household", "Choose one of the household's expenses.");

    public static readonly Problem BudgetUnknown = new(
        "budget-unknown", 404, "No such budget in this household", "Choose one of the household's budgets.");

    public static readonly Problem BudgetsTooMany = new(
        "budgets-too-many", 409, "There are too many budgets", "Delete one; a household keeps at most 50.");
}
