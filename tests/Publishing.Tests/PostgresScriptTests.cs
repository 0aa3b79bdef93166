using PawPal.Publishing.Tests.Policies;
using PawPal.Testing;

namespace PawPal.Publishing.Tests;

/// <summary>The scripts that are published for PostgreSQL, run against real servers.</summary>
public sealed class PostgresScriptTests
{
    private const string Password = "pa'ss \"word\\1";
    private const string ReplicationPassword = "follow me: 'please\\'";

    private static readonly Dictionary<string, string> Variables = new()
    {
        ["POSTGRES_USER"] = "care",
        ["POSTGRES_PASSWORD"] = Password,
        ["PGPASSWORD"] = Password,
        ["PGDATABASE"] = "postgres",
        ["REPLICATION_PASSWORD"] = ReplicationPassword,
    };

    [Fact]
    public async Task The_command_of_the_guide_shows_statements_by_their_total_time()
    {
        await using var server = await PrimaryAsync();
        await server.AskAsync("select count(*) from pg_class", "-d", "care");
        var said = await server.AskAsync("SELECT * FROM pg_stat_statements ORDER BY total_time DESC LIMIT 10;");
        Assert.Contains("select count(*) from pg_class", said, StringComparison.Ordinal);
        // The application's own database holds nothing that a restore would meet.
        Assert.Equal("0", (await server.AskAsync(
            "select count(*) from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = 'public'",
            "-d", "care")).Trim());
    }

    [Fact]
    public async Task A_server_that_follows_has_what_is_written_and_goes_on_after_a_restart()
    {
        await using var primary = await PrimaryAsync();
        var replication = Script("db-init", "20-replication.sh", primary);
        await primary.RunAsync("sh", replication);
        // On a database that was there before, a person runs it, perhaps twice.
        await primary.RunAsync("sh", replication);
        await primary.AskAsync("create table fed (pet text)", "-d", "care");

        await using var replica = await ReplicaAsync(primary);
        var copy = Script("db-replica-scripts", "copy.sh", replica);
        // What a copy that was broken off has left.
        await replica.RunAsync("mkdir", $"{replica.Data}.part");
        await replica.RunAsync("touch", $"{replica.Data}.part/PG_VERSION");
        await replica.RunAsync("sh", copy);
        var follow = Script("db-replica-scripts", "follow.sh", replica);
        await replica.StartAsync(["sh", follow, .. Arguments("StatefulSet db-replica")[1..], .. replica.Placed]);
        await AddAsync("Luna");

        await replica.StopAsync();
        await primary.AskAsync("insert into fed values ('Max')", "-d", "care");
        await replica.RunAsync("sh", copy);
        await replica.StartAsync(["sh", follow, .. Arguments("StatefulSet db-replica")[1..], .. replica.Placed]);
        await AddAsync("Rex");
        Assert.Equal("t", (await replica.AskAsync("select pg_is_in_recovery()")).Trim());

        Assert.DoesNotContain("follow me", await replica.ProcessesAsync(), StringComparison.Ordinal);
        Assert.Equal("0", (await primary.AskAsync(
            "select count(*) from pg_stat_statements where query like '%follow me%'")).Trim());

        async Task AddAsync(string pet)
        {
            await primary.AskAsync($"insert into fed values ('{pet}')", "-d", "care");
            await Eventually.TrueAsync(
                async () => (await replica.AskAsync("select pet from fed", "-d", "care"))
                    .Contains(pet, StringComparison.Ordinal),
                TimeSpan.FromSeconds(30), $"{pet} is read from the server that follows");
        }
    }

    [Theory]
    [InlineData("change-me", false)]
    [InlineData("a real one", true)]
    public async Task No_database_is_made_with_the_password_of_the_example(string password, bool isMade)
    {
        await using var server = new PostgresProcess(
            await FolderAsync(), new Dictionary<string, string> { ["POSTGRES_PASSWORD"] = password });
        var run = server.RunAsync("sh", Script("db-prepare", "refuse.sh", server));
        if (isMade)
            await run;
        else
            Assert.Contains(
                "change-me", (await Assert.ThrowsAsync<InvalidOperationException>(() => run)).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_user_of_an_operated_server_may_make_roles_see_every_row_and_read_the_lag_of_replicas()
    {
        await using var server = await PrimaryAsync();
        await server.AskAsync("create role plain login");
        var statements = Sample.Objects(Sample.PublishText(
                Sample.Text("care"), """{ "name": "care", "resources": { "db": { "cloudNativePg": {} } } }"""))
            .Single(one => $"{one["apiVersion"]}" == "postgresql.cnpg.io/v1" && $"{one["kind"]}" == "Cluster")
            .At("spec.bootstrap.initdb.postInitApplicationSQL")!.AsArray();
        foreach (var statement in statements)
            await server.AskAsync($"{statement}".Replace("\"care\"", "plain", StringComparison.Ordinal));
        Assert.Equal("t|t|t|f", (await server.AskAsync(
            "select rolcreaterole, rolbypassrls, pg_has_role(oid, 'pg_read_all_stats', 'usage'), rolsuper "
            + "from pg_roles where rolname = 'plain'")).Trim());
    }

    [Fact]
    public async Task The_role_that_follows_cannot_read_tables()
    {
        await using var primary = await PrimaryAsync();
        await primary.RunAsync("sh", Script("db-init", "20-replication.sh", primary));
        await primary.AskAsync("create table fed (pet text)", "-d", "care");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            primary.AskAsync("set role replicator; select * from fed", "-d", "care"));
        Assert.Contains("permission denied", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<PostgresProcess> PrimaryAsync()
    {
        var server = new PostgresProcess(await FolderAsync(), Variables);
        var passwordFile = Path.Combine(server.Folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password, TestContext.Current.CancellationToken);
        await server.RunAsync("initdb", "-U", "care", "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--no-sync");
        await File.AppendAllTextAsync(
            Path.Combine(server.Data, "pg_hba.conf"), "host all all all scram-sha-256\n",
            TestContext.Current.CancellationToken);
        await server.StartAsync([.. Arguments("StatefulSet db"), .. server.Placed]);
        await server.AskAsync("create database care");
        await server.RunAsync(
            "psql", "-w", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-U", "care", "-d", "care", "-f",
            Script("db-init", "10-statements.sql", server));
        return server;
    }

    private static async Task<PostgresProcess> ReplicaAsync(PostgresProcess primary) => new(
        await FolderAsync(), new Dictionary<string, string>(Variables)
        {
            ["PRIMARY_HOST"] = "127.0.0.1",
            ["PRIMARY_PORT"] = $"{primary.Port}",
        });

    private static async Task<string> FolderAsync()
    {
        var folder = Directory.CreateTempSubdirectory("pawpal-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
            await Command.RunAsync("chown", "postgres", folder);
        return folder;
    }

    private static string[] Arguments(string workload) => [.. Objects().Single(one => Cluster.Named(one) == workload)
        .At("spec.template.spec.containers")![0]!["args"]!.AsArray().Select(argument => $"{argument}")];

    private static string Script(string map, string name, PostgresProcess server)
    {
        var file = Path.Combine(server.Folder, name);
        File.WriteAllText(file, $"{Objects().Single(one => Cluster.Named(one) == $"ConfigMap {map}")["data"]![name]}");
        return file;
    }

    private static IReadOnlyList<System.Text.Json.Nodes.JsonNode> Objects() => Sample.Objects(Sample.PublishText(
        Sample.Text("care"),
        """
        { "name": "care", "resources": { "db": { "readReplicas": 1, "objectNames": { "objects": "db" } } } }
        """));
}
