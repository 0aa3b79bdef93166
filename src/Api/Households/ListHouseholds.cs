using FastEndpoints;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Contracts.Households;

namespace PawPal.Api.Households;

/// <summary><c>GET /api/v1/households</c>.</summary>
internal sealed class ListHouseholdsEndpoint(NpgsqlDataSource source, TimeProvider clock)
    : EndpointWithoutRequest<HouseholdsResponse>
{
    private const string Find =
        """
        select h.id, h.name, h.time_zone, m.role, m.ends_at from membership m
        join household h on h.id = m.household_id
        where m.account_id = $1 and (m.ends_at is null or m.ends_at > $2) order by m.joined_at, h.id
        """;

    public override void Configure()
    {
        Get("households");
        this.RequireAccount();
        Summary(s => s.Summary = "The households the caller belongs to");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var account = HttpContext.AccountCaller().Account;
        await using var batch = source.CreateBatch();
        var become = new NpgsqlBatchCommand("select set_config('pawpal.account_id', $1, true)");
        become.Parameters.Bind(account.ToString());
        var find = new NpgsqlBatchCommand(Find);
        find.Parameters.Bind(account.Value, clock.GetUtcNow().UtcDateTime);
        batch.BatchCommands.Add(become);
        batch.BatchCommands.Add(find);
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        var households = new List<HouseholdListItem>();
        while (await row.ReadAsync(ct))
        {
            households.Add(new HouseholdListItem(
                row.GetGuid(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.MomentOrNull(4)));
        }

        await Send.OkAsync(new HouseholdsResponse(households), ct);
    }
}
