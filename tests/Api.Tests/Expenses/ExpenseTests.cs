using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Expenses;
using PawPal.Contracts.Paging;

namespace PawPal.Api.Tests.Expenses;

public sealed class ExpenseTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/expenses";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateOnly Today => DateOnly.FromDateTime(api.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Expenses_are_kept_changed_paged_filtered_and_summed_by_currency()
    {
        var home = await CareHome.CreateAsync(api);
        var food = await AddAsync(home, new AddExpenseRequest("food", 20.50m, "EUR", Today, home.Pet("Max").Id));
        await AddAsync(home, new AddExpenseRequest("vet", 80m, "EUR", Today));
        await AddAsync(home, new AddExpenseRequest("vet", 10m, "GBP", Today));
        using var changed = await home.Client.PutAsync(
            $"{Path}/{food.Id}", new { category = "food", amount = 21, currency = "EUR", spentOn = Today },
                food.Version);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var first = await home.GetAsync<Page<ExpenseResponse>>($"{Path}?limit=2");
        var rest = await home.GetAsync<Page<ExpenseResponse>>($"{Path}?limit=2&cursor={first.Next}");
        Assert.Equal((2, 1, null), (first.Items.Count, rest.Items.Count, rest.Next));
        Assert.Equal(2, (await home.GetAsync<Page<ExpenseResponse>>($"{Path}?category=vet")).Items.Count);
        var totals = (await home.GetAsync<ExpenseTotalsResponse>($"{Path}/totals")).Totals;
        Assert.Equal(
            [("food", "EUR", 21m), ("vet", "EUR", 80m), ("vet", "GBP", 10m)],
            totals.Select(total => (total.Category, total.Currency, total.Amount)));
        using var deleted = await home.Client.DeleteAsync($"{Path}/{food.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task A_budget_is_told_at_four_fifths_and_when_it_is_used_up_once_each()
    {
        var home = await CareHome.CreateAsync(api);
        using var set = await home.Client.PutAsJsonAsync("/api/v1/budgets", new SetBudgetRequest(100, "EUR", "vet"),
            Ct);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        await AddAsync(home, new AddExpenseRequest("vet", 79m, "EUR", Today));
        await AddAsync(home, new AddExpenseRequest("vet", 500m, "GBP", Today));
        await AddAsync(home, new AddExpenseRequest("food", 500m, "EUR", Today));
        Assert.Equal(0, await NoticesAsync(home));
        await AddAsync(home, new AddExpenseRequest("vet", 1m, "EUR", Today));
        await AddAsync(home, new AddExpenseRequest("vet", 1m, "EUR", Today));
        Assert.Equal(1, await NoticesAsync(home));
        await AddAsync(home, new AddExpenseRequest("vet", 19m, "EUR", Today));
        Assert.Equal(2, await NoticesAsync(home));
        var budget = Assert.Single((await home.GetAsync<BudgetsResponse>("/api/v1/budgets")).Budgets);
        Assert.Equal((100m, 100m), (budget.Amount, budget.Spent));
        using var deleted = await home.Client.DeleteAsync($"/api/v1/budgets/{budget.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task A_spreadsheet_takes_no_payee_for_a_formula()
    {
        var home = await CareHome.CreateAsync(api);
        await AddAsync(home, new AddExpenseRequest("vet", 12.5m, "EUR", Today, Payee: "=HYPERLINK(\"x\")",
            Note: "a,\n\"b\""));
        using var answer = await home.Client.GetAsync($"{Path}/csv", Ct);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(
            $"date,category,amount,currency,pet,payee,note\r\n{Today:yyyy-MM-dd},vet,12.50,EUR,,"
            + "\"'=HYPERLINK(\"\"x\"\")\",\"a,\n\"\"b\"\"\"\r\n",
            text);
    }

    [Theory]
    [InlineData("vet", "-1", "EUR", "/amount")]
    [InlineData("vet", "0.001", "EUR", "/amount")]
    [InlineData("vet", "1000001", "EUR", "/amount")]
    [InlineData("vet", "1", "euro", "/currency")]
    [InlineData("gambling", "1", "EUR", "/category")]
    public async Task What_cannot_be_is_refused_at_its_field(
        string category, string amount, string currency, string pointer)
    {
        var home = await CareHome.CreateAsync(api);
        var request = new AddExpenseRequest(
            category, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);
        using var answer = await home.Client.PostAsJsonAsync(Path, request, Ct);
        var problem = await answer.ProblemAsync(Problems.InvalidRequest);
        Assert.Contains(problem.Errors(), error => error.Pointer == pointer);
    }

    [Fact]
    public async Task Another_households_expense_budget_and_pet_are_unknown()
    {
        var home = await CareHome.CreateAsync(api);
        var other = await CareHome.CreateAsync(api);
        var expense = await AddAsync(other, new AddExpenseRequest("vet", 1, "EUR"));
        using var stolen = await home.Client.DeleteAsync($"{Path}/{expense.Id}", Ct);
        await stolen.ProblemAsync(Problems.ExpenseUnknown);
        using var pet = await home.Client.PostAsJsonAsync(
            Path, new AddExpenseRequest("vet", 1, "EUR", PetId: other.Pet("Max").Id), Ct);
        await pet.ProblemAsync(Problems.PetUnknown);
    }

    private static async Task<ExpenseResponse> AddAsync(CareHome home, AddExpenseRequest request)
    {
        using var answer = await home.Client.PostAsJsonAsync(Path, request, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ExpenseResponse>(Ct))!;
    }

    private Task<long> NoticesAsync(CareHome home) => api.ScalarAsync<long>(
        $"select count(*) from notice where household_id = '{home.Home.Id}' and kind = 'budget.exceeded'");
}
