using PawPal.Publishing.Tests.Policies;
using static PawPal.Publishing.Tests.Compose.ComposeProject;

namespace PawPal.Publishing.Tests.Compose;

public sealed class ComposeTests
{
    private const string Backup =
        """
        { "resources": {
          "saver": { "type": "project.v0", "path": "Saver/Saver.csproj", "env": {} },
          "files": { "type": "project.v0", "path": "Saver/Saver.csproj", "env": {} },
          "deployment": { "type": "pawpal.deployment.v0", "resources": {
            "saver": { "backup": { "schedule": "0 * * * *", "folder": "/backups", "storage": "10Gi" } },
            "files": { "backup": { "schedule": "0 3 * * *", "folder": "/backups", "storage": "10Gi", "files": "/files" } } } } } }
        """;

    private static readonly string[] Builders = ["speech", "backend", "frontend", "gateway", "backup"];

    [Fact]
    public void What_is_waited_for_is_waited_for_until_it_is_so()
    {
        var own = Of(Sample.Own);
        Assert.Equal("service_healthy", $"{own["migrations"].At("depends_on.postgres.condition")}");
        Assert.Equal("service_completed_successfully", $"{own["backend"].At("depends_on.migrations.condition")}");
        Assert.Equal("service_healthy", $"{own["gateway"].At("depends_on.backend.condition")}");
    }

    [Fact]
    public void Stores_are_out_of_reach_for_those_who_do_not_use_them()
    {
        var own = Of(Sample.Own);
        Assert.Equal(["stores"], Texts(own["postgres"], "networks"));
        Assert.Equal(["services", "stores"], Texts(own["backend"], "networks"));
        Assert.Equal(["services"], Texts(own["frontend"], "networks"));
        Assert.Equal(["edge", "services"], Texts(own["gateway"], "networks"));
    }

    [Fact]
    public void Who_calls_the_outside_gets_a_network_that_leads_there()
    {
        var own = Of(Sample.Own, """{ "resources": { "worker": { "egress": true } } }""");
        Assert.Equal(["services", "stores", "egress"], Texts(own["worker"], "networks"));
        Assert.DoesNotContain("egress", Texts(own["backend"], "networks"));
        Assert.Null(own.File.At("networks.egress.internal"));
        var sending = Of(Sample.Own, """{ "otlpEndpoint": "http://collector.example.org:4317" }""");
        Assert.Contains("egress", Texts(sending["backend"], "networks"));
    }

    [Fact]
    public void Open_ports_are_fixed()
    {
        Assert.Equal(["8080:8080"], Texts(Of(Sample.Own)["gateway"], "ports"));
        Assert.Equal(["9001:9001", "8081:8080"], Of("storage").Services.SelectMany(one => Texts(one.Spec, "ports")));
    }

    [Fact]
    public void No_secret_of_ours_is_a_variable()
    {
        var text = Sample.Publish(Sample.Own)["docker-compose.yml"];
        Assert.DoesNotContain(":?", text, StringComparison.Ordinal);
        var own = Read(text);
        Assert.Equal(
            "Host=postgres;Port=5432;Username=pawpal;Password={file:/run/secrets/postgres-password};Database=pawpal",
            Variable(own["backend"], "ConnectionStrings__pawpal"));
        Assert.Contains("postgres-password", Secrets(own["backend"]));
        Assert.Equal("/run/secrets/postgres-password", Variable(own["postgres"], "POSTGRES_PASSWORD_FILE"));
        Assert.Equal(["otel-exporter-otlp-headers"], Secrets(own["frontend"]));
    }

    [Fact]
    public void Programs_that_cannot_read_files_get_their_variables_from_outside()
    {
        var starter = Of("starter");
        Assert.Equal(
            "cache:6379,password=${CACHE_PASSWORD:?run ./init-env.sh}",
            Variable(starter["webfrontend"], "ConnectionStrings__cache"));
        Assert.Equal(
            "redis://:${CACHE_PASSWORD_URI_ENCODED:?run ./init-env.sh}@cache:6379",
            Variable(starter["webfrontend"], "CACHE_URI"));
        Assert.Equal("${ROOT_KEY:?run ./init-env.sh}", Variable(Of("storage")["objects"], "MINIO_ROOT_PASSWORD"));
    }

    [Fact]
    public void Images_are_made_by_one_service_each_and_the_other_roles_take_them()
    {
        var own = Of(Sample.Own);
        Assert.Equal(Builders, own.Services.Where(one => one.Spec["build"] is not null).Select(one => one.Name));
        Assert.Equal("src/Web/Dockerfile", $"{own["frontend"].At("build.dockerfile")}");
        Assert.Equal($"{own["backend"]["image"]}", $"{own["worker"]["image"]}");
        foreach (var (name, service) in own.Services.Where(one => one.Spec["build"] is not null))
            Assert.Equal((name, "."), (name, $"{service.At("build.context")}"));
    }

    [Fact]
    public void A_job_for_set_times_keeps_the_time_itself()
    {
        var project = Read(Sample.PublishText(Backup, target: Target.Compose)["docker-compose.yml"]);
        var saver = project["saver"];
        Assert.Equal(("0 * * * *", "/backups"), (Variable(saver, "SCHEDULE"), Variable(saver, "BACKUP_TO")));
        Assert.Equal(["saver-data", "saver-tmp"], NamedVolumes(saver));
        Assert.Equal("unless-stopped", $"{saver["restart"]}");
        Assert.Null(saver["profiles"]);
        Assert.Null(saver["healthcheck"]);

        var files = project["files"];
        Assert.Equal(["files"], Texts(files, "profiles"));
        Assert.Equal(["files-data", "files-tmp", "files"], NamedVolumes(files));
        Assert.Equal("/files", Variable(files, "BACKUP_FILES_FROM"));
        Assert.True((bool?)Items(files, "volumes").Last()["read_only"]);
        Assert.Empty(ComposePolicy.All.SelectMany(policy => policy.Faults(project)));
    }

    [Fact]
    public void The_dashboard_is_a_profile_that_only_this_machine_reaches()
    {
        var own = Of(Sample.Own);
        Assert.Equal(["dashboard"], Texts(own["dashboard"], "profiles"));
        Assert.Equal(["127.0.0.1:18888:18888"], Texts(own["dashboard"], "ports"));
        Assert.Equal(["dashboard-browser-token", "dashboard-otlp-key"], Secrets(own["dashboard"]));
        // Nothing is sent while .env names no place.
        Assert.Equal("${OTEL_EXPORTER_OTLP_ENDPOINT-}", Variable(own["backend"], "OTEL_EXPORTER_OTLP_ENDPOINT"));
        Assert.Equal(
            "{file:/run/secrets/otel-exporter-otlp-headers}",
            Variable(own["backend"], "OTEL_EXPORTER_OTLP_HEADERS"));
    }

    [Fact]
    public void A_dashboard_of_the_application_keeps_its_name()
    {
        var project = Read(Sample.PublishText(
            """{ "resources": { "dashboard": { "type": "project.v0", "path": "a.csproj", "env": {} } } }""")
            ["docker-compose.yml"]);
        Assert.Null(project["dashboard"]["profiles"]);
        Assert.Equal(["dashboard"], Texts(project["aspire-dashboard"], "profiles"));
    }
}
