using Npgsql;
using PawPal.Api.Changes;
using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Tests.Data;

/// <summary>The second lock: what a query sees that forgot its <c>where household_id</c>.</summary>
public sealed class RowSecurityTests(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private static readonly string[] Tables = ["household", "membership", "pet", "care_event", "care_retraction"];

    private NpgsqlDataSource _app = null!;
    private Guid _first;
    private Guid _second;

    private HouseholdDatabase Households => new(_app, TimeProvider.System, new ChangeSignal());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = new NpgsqlDataSourceBuilder(api.Stores.Postgres.ConnectionString(api.Database));
        DatabaseRole.App.ApplyTo(builder.ConnectionStringBuilder);
        _app = builder.Build();
        _first = await FoundAsync();
        _second = await FoundAsync();
    }

    [Fact]
    public async Task Without_a_household_there_are_no_rows()
    {
        foreach (var table in Tables)
        {
            await using var count = _app.CreateCommand($"select count(*) from {table}");
            Assert.Equal(0L, await count.ExecuteScalarAsync(Ct));
        }
    }

    [Fact]
    public async Task With_a_household_there_are_only_its_rows()
    {
        foreach (var table in Tables)
        {
            var id = table == "household" ? "id" : "household_id";
            await using var session = await Households.OpenAsync(new HouseholdId(_first), Ct);
            await using var rows = session.Command(
                $"select count(*), count(*) filter (where {id} = '{_first}') from {table}");
            await using var reader = await rows.ExecuteReaderAsync(Ct);
            await reader.ReadAsync(Ct);
            Assert.Equal(reader.GetInt64(1), reader.GetInt64(0));
            Assert.True(table == "care_retraction" || reader.GetInt64(0) > 0, table);
        }
    }

    [Fact]
    public async Task A_row_cannot_be_written_into_another_household()
    {
        await using var session = await Households.OpenAsync(new HouseholdId(_first), Ct);
        await using var insert = session.Command(
            $"""
            insert into pet (id, household_id, name, species, created_at)
            values (gen_random_uuid(), '{_second}', 'X', 'dog', now())
            """);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => insert.ExecuteNonQueryAsync(Ct));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_household_is_forgotten_with_its_transaction()
    {
        await using var connection = await _app.OpenConnectionAsync(Ct);
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await using var set = new NpgsqlCommand(HouseholdDatabase.SetHousehold, connection, transaction);
            set.Parameters.Bind(_first.ToString());
            await set.ExecuteNonQueryAsync(Ct);
            await transaction.CommitAsync(Ct);
        }

        await using var count = new NpgsqlCommand("select count(*) from pet", connection);
        Assert.Equal(0L, await count.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task A_pooled_connection_stays_the_role_it_started_as()
    {
        for (var use = 0; use < 3; use++)
        {
            await using var connection = await _app.OpenConnectionAsync(Ct);
            await using var who = new NpgsqlCommand("select current_user::text", connection);
            Assert.Equal("pawpal_app", await who.ExecuteScalarAsync(Ct));
        }
    }

    [Theory]
    [InlineData("update care_event set amount = 1")]
    [InlineData("delete from care_event")]
    [InlineData("delete from care_retraction")]
    [InlineData("update pet set household_id = household_id")]
    [InlineData("update account set email = 'x@y'")]
    [InlineData("drop table pet")]
    [InlineData("alter table pet disable row level security")]
    [InlineData("select * from schema_version")]
    public async Task The_services_role_may_not(string sql)
    {
        await using var session = await Households.OpenAsync(new HouseholdId(_first), Ct);
        await using var command = session.Command(sql);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Every_table_with_a_household_is_locked_and_owned_by_neither_role()
    {
        Assert.Equal("", await api.ScalarAsync<string>(
            """
            select coalesce(string_agg(c.relname, ', '), '')
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            where c.relkind in ('r', 'p')
                and (c.relname = 'household' or exists (
                    select from pg_attribute a where a.attrelid = c.oid and a.attname = 'household_id'))
                and not (c.relrowsecurity and c.relforcerowsecurity
                    and pg_get_userbyid(c.relowner) not in ('pawpal_app', 'pawpal_worker'))
            """));
        Assert.Equal(2, await api.ScalarAsync<long>(
            """
            select count(*) from pg_roles where rolname in ('pawpal_app', 'pawpal_worker')
                and not (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb)
            """));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<Guid> FoundAsync() => (await api.NewDemoAsync()).Id;
}
