using System.Globalization;
using CsvHelper;
using FastEndpoints;
using Microsoft.Net.Http.Headers;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Paging;
using PawPal.Api.Text;
using PawPal.Contracts.Expenses;
using PawPal.Contracts.Paging;

namespace PawPal.Api.Expenses;

/// <summary>Which expenses.</summary>
internal class ExpenseFilter
{
    [QueryParam]
    public Guid? PetId { get; init; }

    [QueryParam]
    public string? Category { get; init; }

    [QueryParam]
    public DateOnly? From { get; init; }

    /// <summary>Included.</summary>
    [QueryParam]
    public DateOnly? To { get; init; }
}

/// <summary>The query of <c>GET /api/v1/expenses</c>.</summary>
internal sealed class ListExpensesRequest : ExpenseFilter
{
    [QueryParam]
    public string? Cursor { get; init; }

    [QueryParam]
    public int? Limit { get; init; }
}

internal sealed class ExpenseFilterValidator : Validator<ExpenseFilter>
{
    public ExpenseFilterValidator() => RuleFor(r => r.Category).Category();
}

internal sealed class ListExpensesValidator : Validator<ListExpensesRequest>
{
    public ListExpensesValidator()
    {
        RuleFor(r => r.Category).Category();
        RuleFor(r => r.Limit).PageLimit();
        RuleFor(r => r.Cursor).PageCursor();
    }
}

internal static class ExpenseQuery
{
    public const string Where =
        """
        where x.household_id = $1 and ($2::uuid is null or x.pet_id = $2) and ($3::text is null or x.category = $3)
            and ($4::date is null or x.spent_on >= $4) and ($5::date is null or x.spent_on <= $5)
        """;

    public static Npgsql.NpgsqlParameterCollection Bind(
        Npgsql.NpgsqlParameterCollection parameters, HouseholdCaller caller, ExpenseFilter filter) => parameters
        .Bind(caller.Household.Value, filter.PetId, filter.Category, filter.From, filter.To);
}

internal sealed class ListExpensesEndpoint(HouseholdDatabase database)
    : Endpoint<ListExpensesRequest, Page<ExpenseResponse>>
{
    private const string FindPage =
        $"""
        select {ExpenseStore.Columns} {ExpenseStore.From} {ExpenseQuery.Where}
            and ($6::date is null or (x.spent_on, x.id) < ($6, $7))
        order by x.spent_on desc, x.id desc limit $8
        """;

    public override void Configure()
    {
        Get("expenses");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The household's expenses, newest first");
    }

    public override async Task HandleAsync(ListExpensesRequest request, CancellationToken ct)
    {
        var limit = request.Limit ?? PageRules.Usual;
        var from = PageRules.Read(request.Cursor);
        DateOnly? day = from is { } cursor ? DateOnly.FromDateTime(cursor.At.UtcDateTime) : null;
        await using var query = database.Query(HttpContext.Caller());
        ExpenseQuery.Bind(query.Add(FindPage), HttpContext.Caller(), request).Bind(day, from?.Id, limit + 1);
        await using var row = await query.ExecuteAsync(ct);
        var found = new List<ExpenseResponse>();
        while (await row.ReadAsync(ct))
            found.Add(ExpenseStore.Read(row));
        await Send.OkAsync(
            PageRules.Of(found, limit, last => new PageCursor(
                new DateTimeOffset(last.SpentOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), last.Id)),
            ct);
    }
}

internal sealed class ExpenseTotalsEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<ExpenseFilter, ExpenseTotalsResponse>
{
    private const string Sum =
        $"""
        select date_trunc('month', x.spent_on)::date as month, x.category, x.currency, sum(x.amount), count(*)::int
        {ExpenseStore.From} {ExpenseQuery.Where}
        group by 1, 2, 3 order by 1 desc, 2, 3 limit 5000
        """;

    public override void Configure()
    {
        Get("expenses/totals");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Sums by month, category and currency; the last twelve months when no span is given");
    }

    public override async Task HandleAsync(ExpenseFilter request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var to = request.To ?? caller.LocalDate(clock.GetUtcNow());
        var from = request.From ?? new DateOnly(to.Year, to.Month, 1).AddMonths(to.Year > 1 ? -11 : 0);
        await using var query = database.Query(caller);
        query.Add(Sum).Bind(caller.Household.Value, request.PetId, request.Category, from, to);
        await using var row = await query.ExecuteAsync(ct);
        var totals = new List<ExpenseTotal>();
        while (await row.ReadAsync(ct))
        {
            totals.Add(new ExpenseTotal(
                row.GetFieldValue<DateOnly>(0), row.GetString(1), row.GetString(2), row.GetDecimal(3),
                    row.GetInt32(4)));
        }

        await Send.OkAsync(new ExpenseTotalsResponse(from, to, totals), ct);
    }
}

/// <summary><c>GET /api/v1/expenses/csv</c> (RFC 4180).</summary>
internal sealed class ExpensesCsvEndpoint(HouseholdDatabase database) : Endpoint<ExpenseFilter>
{
    private const string FindAll =
        $"select {ExpenseStore.Columns} {ExpenseStore.From} {ExpenseQuery.Where} order by x.spent_on, x.id limit 100000";

    public override void Configure()
    {
        Get("expenses/csv");
        this.RequireHousehold(HouseholdAccess.Read);
        Description(route => route.Produces<string>(StatusCodes.Status200OK, "text/csv"));
        Summary(s => s.Summary = "Expenses as CSV, oldest first");
    }

    public override async Task HandleAsync(ExpenseFilter request, CancellationToken ct)
    {
        await using var query = database.Query(HttpContext.Caller());
        ExpenseQuery.Bind(query.Add(FindAll), HttpContext.Caller(), request);
        await using var row = await query.ExecuteAsync(ct);
        HttpContext.MarkResponseStart();
        var response = HttpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers[HeaderNames.ContentDisposition] = "attachment; filename=\"pawpal-expenses.csv\"";
        await using var text = new StreamWriter(response.Body, leaveOpen: true);
        await using var csv = new CsvWriter(text, SpreadsheetCsv.Format);
        foreach (var title in (string[])["date", "category", "amount", "currency", "pet", "payee", "note"])
            csv.WriteField(title);
        await csv.NextRecordAsync();
        while (await row.ReadAsync(ct))
        {
            var one = ExpenseStore.Read(row);
            csv.WriteField(one.SpentOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            csv.WriteField(one.Category);
            csv.WriteField(one.Amount);
            csv.WriteField(one.Currency);
            csv.WriteField(one.Pet);
            csv.WriteField(one.Payee);
            csv.WriteField(one.Note);
            await csv.NextRecordAsync();
        }
    }
}
