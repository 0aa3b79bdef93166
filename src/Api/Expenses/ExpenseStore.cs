using System.Globalization;
using Npgsql;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Api.Notifications;
using PawPal.Api.Text;
using PawPal.Contracts.Expenses;

namespace PawPal.Api.Expenses;

internal static class ExpenseStore
{
    /// <summary>Needs expense as <c>x</c> and pet, joined on the left, as <c>p</c>.</summary>
    public const string Columns =
        "x.id, x.category, x.amount, x.currency, x.spent_on, x.pet_id, p.name, x.payee, x.note, x.version";

    public const string From =
        "from expense x left join pet p on p.household_id = x.household_id and p.id = x.pet_id";

    private const string Insert =
        """
        insert into expense (id, household_id, pet_id, category, amount, currency, spent_on, payee, note, created_at,
            created_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string Update =
        """
        update expense set pet_id = $3, category = $4, amount = $5, currency = $6, spent_on = $7, payee = $8,
            note = $9, version = version + 1
        where household_id = $2 and id = $1
        """;

    private const string Find = $"select {Columns} {From} where x.household_id = $1 and x.id = $2 for update of x";

    private const string HasPet = "select exists (select from pet where household_id = $1 and id = $2)";

    private const string FindBudgets =
        """
        select b.id, b.category, b.amount, b.currency, coalesce(sum(x.amount), 0)
        from budget b
        left join expense x on x.household_id = b.household_id and x.currency = b.currency
            and (b.category is null or x.category = b.category) and x.spent_on >= $2 and x.spent_on < $3
        where b.household_id = $1
        group by b.id, b.category, b.amount, b.currency
        order by b.category nulls first, b.currency
        """;

    private static readonly Sentences Words = new("PawPal.Api.Expenses.Replies");

    public static async Task<ExpenseResponse?> FindAsync(HouseholdSession session, Guid id, CancellationToken ct)
    {
        await using var find = session.Command(Find);
        find.Parameters.Bind(session.Household.Value, id);
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Read(row) : null;
    }

    /// <summary>Null when it was written; otherwise why not.</summary>
    public static async Task<WriteResult?> WriteAsync(
        WriteContext write, Guid id, bool isNew, IExpenseDetails details, CancellationToken ct)
    {
        var today = write.Caller.LocalDate(write.Now);
        var day = details.SpentOn ?? today;
        if (day > today)
            return WriteResult.Failed.Field("/spentOn", "range", "It cannot lie ahead.");
        if (details.PetId is { } pet && !await HasPetAsync(write, pet, ct))
            return new WriteResult.Failed(Problems.PetUnknown);
        await using (var statement = write.Session.Command(isNew ? Insert : Update))
        {
            statement.Parameters
                .Bind(id, write.Household.Value, details.PetId, details.Category)
                .Bind(details.Amount, details.Currency, day)
                .Bind(details.Payee is { } payee ? PlainText.Clean(payee) : null, details.Note?.Trim());
            if (isNew)
                statement.Parameters.Bind(write.Now.UtcDateTime, write.Caller.Account.Value);
            await statement.ExecuteNonQueryAsync(ct);
        }

        write.Record(
            isNew ? "expense.added" : "expense.changed", id, details.PetId,
            new { details.Category, details.Amount, details.Currency });
        await TellAsync(write, day, ct);
        return null;
    }

    public static void AddFindBudgets(NpgsqlParameterCollection parameters, Guid household, DateOnly day)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        parameters.Bind(household, month, month.AddMonths(1));
    }

    public static string BudgetsQuery => FindBudgets;

    public static BudgetResponse ReadBudget(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.TextOrNull(1), row.GetDecimal(2), row.GetString(3),
        row.GetDecimal(4));

    public static ExpenseResponse Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetDecimal(2), row.GetString(3), row.GetFieldValue<DateOnly>(4),
        row.GuidOrNull(5), row.TextOrNull(6), row.TextOrNull(7), row.TextOrNull(8), row.GetInt32(9));

    // Once for each budget, month and step: a notice of the same key is told once.
    private static async Task TellAsync(WriteContext write, DateOnly day, CancellationToken ct)
    {
        var budgets = new List<BudgetResponse>();
        await using (var find = write.Session.Command(FindBudgets))
        {
            AddFindBudgets(find.Parameters, write.Household.Value, day);
            await using var row = await find.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                budgets.Add(ReadBudget(row));
        }

        var month = day.ToString("MMMM yyyy", Sentences.Culture);
        foreach (var budget in budgets.Where(one => one.Spent >= one.Amount * 0.8m))
        {
            var step = budget.Spent >= budget.Amount ? 100 : 80;
            var notice = new Notice(
                write.Household, write.Caller.Account, "budget.exceeded",
                Words[$"Title{step}", budget.Category ?? Words["All"]],
                Words["Body", Money(budget.Spent), Money(budget.Amount), budget.Currency, month],
                string.Create(CultureInfo.InvariantCulture, $"budget:{budget.Id:N}:{day:yyyyMM}:{step}"), Link: "/");
            await Carers.TellAsync(write.Session, notice, write.Now, ct);
        }
    }

    private static async Task<bool> HasPetAsync(WriteContext write, Guid pet, CancellationToken ct)
    {
        await using var find = write.Session.Command(HasPet);
        find.Parameters.Bind(write.Household.Value, pet);
        return (bool)(await find.ExecuteScalarAsync(ct))!;
    }

    private static string Money(decimal amount) => amount.ToString("#,0.00", Sentences.Culture);
}
