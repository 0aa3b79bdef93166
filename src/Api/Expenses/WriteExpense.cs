using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Expenses;

namespace PawPal.Api.Expenses;

/// <summary><c>POST /api/v1/expenses</c>.</summary>
internal sealed class AddExpenseEndpoint : WriteEndpoint<AddExpenseRequest, ExpenseResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("expenses");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Log an expense; a budget that is nearly used up is told");
    }

    protected override async Task<WriteResult> WriteAsync(
        AddExpenseRequest request, WriteContext write, CancellationToken ct)
    {
        var id = write.NewId();
        return await ExpenseStore.WriteAsync(write, id, isNew: true, request, ct)
            ?? new WriteResult.Written(WriteAnswer.Of(
                StatusCodes.Status201Created, (await ExpenseStore.FindAsync(write.Session, id, ct))!));
    }
}

/// <summary><c>PUT /api/v1/expenses/{expenseId}</c>.</summary>
internal sealed class ChangeExpenseEndpoint : WriteEndpoint<ChangeExpenseRequest, ExpenseResponse>
{
    public override void Configure()
    {
        Put("expenses/{expenseId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Change an expense; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangeExpenseRequest request, WriteContext write, CancellationToken ct)
    {
        if (await ExpenseStore.FindAsync(write.Session, request.ExpenseId, ct) is not { } before)
            return new WriteResult.Failed(Problems.ExpenseUnknown);
        if (write.RequireMatch(before.Version) is { } stale)
            return stale;
        return await ExpenseStore.WriteAsync(write, before.Id, isNew: false, request, ct)
            ?? new WriteResult.Written(WriteAnswer.Ok((await ExpenseStore.FindAsync(write.Session, before.Id, ct))!));
    }
}

/// <summary>The path of <c>DELETE /api/v1/expenses/{expenseId}</c>.</summary>
internal sealed record ExpensePath(Guid ExpenseId);

internal sealed class DeleteExpenseEndpoint : WriteEndpoint<ExpensePath>
{
    public override void Configure()
    {
        Delete("expenses/{expenseId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Delete an expense");
    }

    protected override async Task<WriteResult> WriteAsync(
        ExpensePath request, WriteContext write, CancellationToken ct)
    {
        await using var delete = write.Session.Command("delete from expense where household_id = $1 and id = $2");
        delete.Parameters.Bind(write.Household.Value, request.ExpenseId);
        if (await delete.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.ExpenseUnknown);
        write.Record("expense.deleted", request.ExpenseId);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}
