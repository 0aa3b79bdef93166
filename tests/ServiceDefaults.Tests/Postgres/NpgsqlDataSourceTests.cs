using Aspire.Npgsql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.ServiceDefaults.Tests.Postgres;

public sealed class NpgsqlDataSourceTests(Stores stores)
{
    [Fact]
    public async Task The_data_source_reaches_the_database_named_by_the_connection_string()
    {
        var source = Source(TestService.With("ConnectionStrings:pawpal", stores.Postgres.ConnectionString()));
        await using var command = source.CreateCommand("select 'pet'");
        Assert.Equal("pet", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_data_source_reaches_the_database_named_by_a_url()
    {
        var url = FormattableString.Invariant(
            $"postgresql+asyncpg://postgres:postgres@127.0.0.1:{stores.Postgres.Port}/postgres?sslmode=prefer");
        await using var command = Source(TestService.With("DATABASE_URL", url)).CreateCommand("select 'pet'");
        Assert.Equal("pet", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_the_connection_string_leaves_open_has_a_bound()
    {
        var read = Read(TestService.With("ConnectionStrings:pawpal", "Host=db"));
        Assert.Equal((20, 50, 5, 10), (read.MaxPoolSize, read.MaxAutoPrepare, read.Timeout, read.CommandTimeout));
    }

    [Fact]
    public void What_the_connection_string_says_holds()
    {
        var read = Read(new()
        {
            ["ConnectionStrings:pawpal"] = "Host=db;MaxPoolSize=7;Max Auto Prepare=0;Timeout=9;CommandTimeout=8",
            ["DATABASE_POOL_SIZE"] = "40",
            ["DATABASE_URL"] = "postgresql://elsewhere/other",
        });
        Assert.Equal(
            ("db", 7, 0, 9, 8),
            (read.Host, read.MaxPoolSize, read.MaxAutoPrepare, read.Timeout, read.CommandTimeout));
    }

    [Theory]
    [InlineData("10", "5", 15)]
    [InlineData("10", null, 10)]
    [InlineData(null, "5", 25)]
    [InlineData("1", "0", 1)]
    public void Pool_size_and_overflow_add_up(string? size, string? overflow, int expected)
    {
        var read = Read(new()
        {
            ["DATABASE_URL"] = "postgresql://db/pawpal",
            ["DATABASE_POOL_SIZE"] = size,
            ["DATABASE_MAX_OVERFLOW"] = overflow,
        });
        Assert.Equal(expected, read.MaxPoolSize);
    }

    [Theory]
    [InlineData("DATABASE_POOL_SIZE", "many")]
    [InlineData("DATABASE_POOL_SIZE", "0")]
    [InlineData("DATABASE_POOL_SIZE", "5000")]
    [InlineData("DATABASE_MAX_OVERFLOW", "-1")]
    public void A_wrong_pool_size_is_named(string variable, string value)
    {
        var problem = Assert.Throws<ServiceConfigurationException>(() => Read(new()
        {
            ["DATABASE_URL"] = "postgresql://db/pawpal",
            [variable] = value,
        }));
        Assert.StartsWith(variable, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_come_from_the_sections_of_the_aspire_integration()
    {
        NpgsqlSettings? seen = null;
        var configuration = new Settings
        {
            ["Aspire:Npgsql:ConnectionString"] = "Host=general",
            ["Aspire:Npgsql:DisableHealthChecks"] = "true",
            ["Aspire:Npgsql:pawpal:ConnectionString"] = "Host=named",
            ["Aspire:Npgsql:pawpal:DisableTracing"] = "true",
        };
        var read = Read(configuration, settings => seen = settings);
        Assert.Equal("named", read.Host);
        Assert.Equal((true, true, false), (seen!.DisableHealthChecks, seen.DisableTracing, seen.DisableMetrics));
    }

    [Fact]
    public async Task Missing_configuration_stops_the_start_and_names_the_keys()
    {
        var problem = await Assert.ThrowsAsync<ServiceConfigurationException>(() =>
            TestService.StartAsync([], builder => builder.AddNpgsqlDataSource("pawpal")));
        Assert.Contains("ConnectionStrings__pawpal", problem.Message, StringComparison.Ordinal);
        Assert.Contains("DATABASE_URL", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Aspire__Npgsql__ConnectionString", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_connection_string_is_named_and_never_shown()
    {
        var problem = Assert.Throws<ServiceConfigurationException>(() =>
            Read(TestService.With("ConnectionStrings:pawpal", "Host=db;Pasword=s3cret")));
        Assert.Contains("ConnectionStrings__pawpal", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectionStrings:pawpal", "Host=db;Username=pawpal;Password=change-me", "ConnectionStrings__pawpal")]
    [InlineData("DATABASE_URL", "postgresql+asyncpg://pawpal:change-me@db:5432/pawpal", "DATABASE_URL")]
    [InlineData("DATABASE_URL", "postgresql://pawpal@db/pawpal?password=CHANGE_ME", "DATABASE_URL")]
    public async Task A_placeholder_in_the_place_of_the_password_stops_the_start(
        string key, string value, string named)
    {
        var problem = await Assert.ThrowsAsync<ServiceConfigurationException>(() =>
            TestService.StartAsync(TestService.With(key, value), builder => builder.AddNpgsqlDataSource("pawpal")));
        Assert.StartsWith(
            $"{named} still has a placeholder as its password", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void No_ticket_of_kerberos_is_asked_for_unless_it_is_wanted()
    {
        Assert.Equal(
            GssEncryptionMode.Disable,
            Read(TestService.With("DATABASE_URL", "postgresql://db/pawpal")).GssEncryptionMode);
        var wanted = "Host=db;GSS Encryption Mode=Require";
        Assert.Equal(
            GssEncryptionMode.Require, Read(TestService.With("ConnectionStrings:pawpal", wanted)).GssEncryptionMode);
    }

    [Fact]
    public void A_keyed_data_source_does_not_fall_back_to_the_url()
    {
        var (builder, _) = TestService.Builder(TestService.With("DATABASE_URL", "postgresql://db/pawpal"));
        builder.AddKeyedNpgsqlDataSource("replica");
        using var app = builder.Build();
        var problem = Assert.Throws<ServiceConfigurationException>(
            () => app.Services.GetRequiredKeyedService<NpgsqlDataSource>("replica"));
        Assert.DoesNotContain("DATABASE_URL", problem.Message, StringComparison.Ordinal);
    }

    private static NpgsqlDataSource Source(
        Settings configuration, Action<NpgsqlSettings>? configure = null)
    {
        var (builder, _) = TestService.Builder(configuration);
        builder.AddNpgsqlDataSource("pawpal", configure);
        return builder.Build().Services.GetRequiredService<NpgsqlDataSource>();
    }

    private static NpgsqlConnectionStringBuilder Read(
        Settings configuration, Action<NpgsqlSettings>? configure = null) =>
        new(Source(configuration, configure).ConnectionString);
}
