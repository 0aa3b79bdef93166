using FastEndpoints;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Expenses;

namespace PawPal.Api.Expenses;

/// <summary><c>PUT /api/v1/budgets</c>: the budget of a category and currency, whether there was one or not.</summary>
internal sealed class SetBudgetEndpoint : WriteEndpoint<SetBudgetRequest, BudgetsResponse>
{
    private const int Most = 50;

    private const string Upsert =
        """
        insert into budget (id, household_id, category, amount, currency, created_at)
        select $1, $2, $3, $4, $5, $6
        where (select count(*) from budget
            where household_id = $2 and (category, currency) is distinct from ($3, $5)) < $7
        on conflict (household_id, category, currency) do update
        set amount = excluded.amount, version = budget.version + 1
        """;

    public override void Configure()
    {
        Put("budgets");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Say what may be spent in a month");
    }

    protected override async Task<WriteResult> WriteAsync(
        SetBudgetRequest request, WriteContext write, CancellationToken ct)
    {
        await using (var upsert = write.Session.Command(Upsert))
        {
            upsert.Parameters
                .Bind(write.NewId(), write.Household.Value, request.Category, request.Amount)
                .Bind(request.Currency, write.Now.UtcDateTime, (long)Most);
            if (await upsert.ExecuteNonQueryAsync(ct) == 0)
                return new WriteResult.Failed(Problems.BudgetsTooMany);
        }

        write.Record(
            "budget.set", write.Household.Value, details: new { request.Category, request.Amount, request.Currency });
        var budgets = new List<BudgetResponse>();
        await using var find = write.Session.Command(ExpenseStore.BudgetsQuery);
        ExpenseStore.AddFindBudgets(find.Parameters, write.Household.Value, write.Caller.LocalDate(write.Now));
        await using var row = await find.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            budgets.Add(ExpenseStore.ReadBudget(row));
        return new WriteResult.Written(WriteAnswer.Ok(new BudgetsResponse(budgets)));
    }
}

/// <summary>The path of <c>DELETE /api/v1/budgets/{budgetId}</c>.</summary>
internal sealed record BudgetPath(Guid BudgetId);

internal sealed class DeleteBudgetEndpoint : WriteEndpoint<BudgetPath>
{
    public override void Configure()
    {
        Delete("budgets/{budgetId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Delete a budget");
    }

    protected override async Task<WriteResult> WriteAsync(BudgetPath request, WriteContext write, CancellationToken ct)
    {
        await using var delete = write.Session.Command("delete from budget where household_id = $1 and id = $2");
        delete.Parameters.Bind(write.Household.Value, request.BudgetId);
        if (await delete.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.BudgetUnknown);
        write.Record("budget.deleted", request.BudgetId);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}

internal sealed class ListBudgetsEndpoint(HouseholdDatabase database, TimeProvider clock)
    : EndpointWithoutRequest<BudgetsResponse>
{
    public override void Configure()
    {
        Get("budgets");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Budgets, and what is spent of them this month");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        await using var query = database.Query(caller);
        ExpenseStore.AddFindBudgets(
            query.Add(ExpenseStore.BudgetsQuery), caller.Household.Value, caller.LocalDate(clock.GetUtcNow()));
        await using var row = await query.ExecuteAsync(ct);
        var budgets = new List<BudgetResponse>();
        while (await row.ReadAsync(ct))
            budgets.Add(ExpenseStore.ReadBudget(row));
        await Send.OkAsync(new BudgetsResponse(budgets), ct);
    }
}
