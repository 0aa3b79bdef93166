using System.Text.Json.Nodes;
using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests;

/// <summary>What each option of the values changes on Kubernetes.</summary>
public sealed class OptionTests
{
    [Fact]
    public void A_managed_store_is_called_where_it_is_and_not_written()
    {
        var cluster = Published("managed");
        Assert.Null(cluster.Find("StatefulSet", "care-db"));
        Assert.Null(cluster.Find("Service", "care-db"));
        Assert.Contains(
            "Host=db.example.com;Port=6543;", Variable(cluster, "ConnectionStrings__care"), StringComparison.Ordinal);
        Assert.StartsWith("10.1.2.3:6379,", Variable(cluster, "ConnectionStrings__cache"), StringComparison.Ordinal);
        var rules = cluster.Find("NetworkPolicy", "care-api").Items("spec.egress").ToArray();
        Assert.Contains(rules, rule => rule["to"] is null && Port(rule) == 6543);
        Assert.Contains(
            rules, rule => $"{rule.Items("to").FirstOrDefault().At("ipBlock.cidr")}" == "10.1.2.3/32"
                && Port(rule) == 6379);
        // Compose goes on to run its own.
        Assert.Contains("care-db", Sample.Publish("care")["k8s/network-policies.yaml"], StringComparison.Ordinal);
        Assert.Equal(
            Sample.Publish("care")["docker-compose.yml"], Sample.Publish("care:managed")["docker-compose.yml"]);
    }

    [Fact]
    public void An_operator_runs_the_database_and_makes_its_password()
    {
        var cluster = Published("operated");
        var made = cluster.Of("Cluster").Single();
        Assert.Equal("postgresql.cnpg.io/v1", $"{made["apiVersion"]}");
        Assert.Equal(3, (int)made.At("spec.instances")!);
        Assert.Equal("ghcr.io/cloudnative-pg/postgresql:17.6-standard-bookworm", $"{made.At("spec.imageName")}");
        Assert.Equal(
            ("care", "care"),
            ($"{made.At("spec.bootstrap.initdb.database")}", $"{made.At("spec.bootstrap.initdb.owner")}"));
        Assert.Equal("50Gi", $"{made.At("spec.storage.size")}");
        var plugin = made.Items("spec.plugins").Single();
        Assert.Equal(("barman-cloud.cloudnative-pg.io", true), ($"{plugin["name"]}", (bool)plugin["isWALArchiver"]!));
        var store = cluster.Find("ObjectStore", $"{plugin.At("parameters.barmanObjectName")}");
        Assert.Equal("barmancloud.cnpg.io/v1", $"{store!["apiVersion"]}");
        Assert.Equal("s3://care-log/db", $"{store.At("spec.configuration.destinationPath")}");
        Assert.Equal("https://s3.example.com:9000", $"{store.At("spec.configuration.endpointURL")}");
        var backup = cluster.Of("ScheduledBackup").Single();
        Assert.Equal(("plugin", "care-db"), ($"{backup.At("spec.method")}", $"{backup.At("spec.cluster.name")}"));
        Assert.Equal(6, $"{backup.At("spec.schedule")}".Split(' ').Length);

        Assert.Contains("Host=care-db-rw;", Variable(cluster, "ConnectionStrings__care"), StringComparison.Ordinal);
        Assert.Contains(
            "Host=care-db-ro;", Variable(cluster, "ConnectionStrings__care-replica"), StringComparison.Ordinal);
        Assert.Equal("care-db-app", $"{Key(cluster, "DB_PASSWORD").At("name")}");
        Assert.Null(cluster.Find("Secret", "care-secrets").At("stringData")!["db-password"]);
        Assert.NotNull(cluster.Find("Secret", "care-secrets").At("stringData")!["aws-secret-access-key"]);
        var policy = cluster.Find("NetworkPolicy", "care-db")!;
        Assert.Equal("care-db", $"{policy.At("spec.podSelector.matchLabels")!["cnpg.io/cluster"]}");
        Assert.Contains(policy.Items("spec.ingress"), rule => Ports(rule).Contains(8000)
            && $"{rule.Items("from").Last().At("namespaceSelector.matchLabels")!["kubernetes.io/metadata.name"]}"
                == "cnpg-system");
        Assert.Contains(policy.Items("spec.egress"), rule => Ports(rule).Contains(9000));
        Assert.Contains(
            cluster.Find("NetworkPolicy", "care-api").Items("spec.egress"),
            rule => rule.Items("to").Any(peer =>
                $"{peer.At("podSelector.matchLabels")?["cnpg.io/cluster"]}" == "care-db"));
    }

    [Fact]
    public void Servers_that_follow_are_there_for_services_that_read()
    {
        var cluster = Published("replicas");
        Assert.Equal(2, (int)cluster.Find("StatefulSet", "care-db-replica").At("spec.replicas")!);
        Assert.StartsWith(
            "Host=care-db-replica;", Variable(cluster, "ConnectionStrings__care-replica"), StringComparison.Ordinal);
        Assert.Contains(cluster.Find("NetworkPolicy", "care-db").Items("spec.ingress"), rule =>
            rule.Items("from").Any(
                peer => $"{peer.At("podSelector.matchLabels")!["app.kubernetes.io/name"]}" == "db-replica"));
        Assert.DoesNotContain("-replica", cluster.Of("Job").Single().ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(cluster.Find("Secret", "care-secrets").At("stringData")!["db-replication-password"]);
    }

    [Fact]
    public void Redis_servers_of_a_cluster_find_each_other_before_they_are_ready()
    {
        var cluster = Published("cluster");
        var set = cluster.Find("StatefulSet", "care-cache")!;
        Assert.Equal((6, "Parallel"), ((int)set.At("spec.replicas")!, $"{set.At("spec.podManagementPolicy")}"));
        Assert.True((bool)cluster.Find("Service", "care-cache").At("spec.publishNotReadyAddresses")!);
        var nodes = $"{cluster.Find("ConfigMap", "care-cache-cluster-config")!["data"]!["NODES"]}".Split(' ');
        Assert.Equal(("care-cache-0.care-cache:6379", 6), (nodes[0], nodes.Length));
        // Only they may use the port on which they talk to each other.
        Assert.Contains(
            cluster.Find("NetworkPolicy", "care-cache").Items("spec.ingress"), rule => Ports(rule).Contains(16379));
        Assert.DoesNotContain(
            cluster.Find("NetworkPolicy", "care-api").Items("spec.egress"), rule => Ports(rule).Contains(16379));
    }

    [Fact]
    public void Secrets_from_elsewhere_are_named_and_not_written()
    {
        var files = Sample.Publish("care:external");
        var cluster = Published("external");
        Assert.Empty(cluster.Of("Secret"));
        var secret = cluster.Find("ExternalSecret", "care-secrets")!;
        Assert.Equal("external-secrets.io/v1", $"{secret["apiVersion"]}");
        Assert.Equal(
            ("vault", "ClusterSecretStore"),
            ($"{secret.At("spec.secretStoreRef.name")}", $"{secret.At("spec.secretStoreRef.kind")}"));
        Assert.Equal(["cache-password", "db-password"], secret.Items("spec.data").Select(one => $"{one["secretKey"]}"));
        Assert.All(secret.Items("spec.data"), one => Assert.Equal("teams/care", $"{one.At("remoteRef.key")}"));
        Assert.NotNull(cluster.Find("ExternalSecret", "care-dashboard"));
        Assert.NotNull(cluster.Find("ExternalSecret", "care-alerting"));
        Assert.Contains("- secrets.yaml", files["k8s/kustomization.yaml"], StringComparison.Ordinal);
        Assert.DoesNotContain(
            "- secrets.yaml", Sample.Publish("care")["k8s/kustomization.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public void Projects_send_to_the_dashboard_with_its_key()
    {
        var cluster = Published("dashboard");
        Assert.Contains("k8s/dashboard.yaml", Sample.Publish("care:dashboard").Keys);
        Assert.Equal("http://care-dashboard:18889", $"{Settings(cluster, "care-api")["OTEL_EXPORTER_OTLP_ENDPOINT"]}");
        Assert.Equal("x-otlp-api-key=$(DASHBOARD_API_KEY)", Variable(cluster, "OTEL_EXPORTER_OTLP_HEADERS"));
        Assert.Equal(
            ("care-dashboard", "api-key"),
            ($"{Key(cluster, "DASHBOARD_API_KEY").At("name")}", $"{Key(cluster, "DASHBOARD_API_KEY").At("key")}"));
        Assert.Equal(
            ["api-key", "browser-token"],
            cluster.Find("Secret", "care-dashboard")!["stringData"]!.AsObject().Select(one => one.Key));
        // Its pages are read through a port-forward alone.
        Assert.DoesNotContain(
            cluster.Find("NetworkPolicy", "care-dashboard").Items("spec.ingress"), rule => Ports(rule).Contains(18888));
        Assert.DoesNotContain("dashboard", cluster.Of("Ingress").Single().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Projects_send_to_the_collector_and_it_sends_on()
    {
        var cluster = Published("collector");
        Assert.Equal("http://care-collector:4317", $"{Settings(cluster, "care-api")["OTEL_EXPORTER_OTLP_ENDPOINT"]}");
        Assert.Equal(2, (int)cluster.Find("Deployment", "care-collector").At("spec.replicas")!);
        var settings = YamlReading.Documents(
            $"{cluster.Find("ConfigMap", "care-collector-conf")!["data"]!["collector.yaml"]}")[0];
        Assert.Equal("https://otlp.example.com/v1", $"{settings["exporters"]!["otlphttp"]!["endpoint"]}");
        Assert.Equal("${env:RECEIVER_HEADER}", $"{settings["exporters"]!["otlphttp"]!["headers"]!["authorization"]}");
        Assert.Equal(
            ["otlphttp", "otlp/dashboard"],
            settings.Items("service.pipelines.traces.exporters").Select(one => $"{one}"));
        Assert.Contains(
            cluster.Find("NetworkPolicy", "care-collector").Items("spec.egress"), rule => Port(rule) == 443);
        Assert.DoesNotContain(
            cluster.Find("NetworkPolicy", "care-api").Items("spec.egress"),
            rule => Port(rule) is 443 or 18889);
    }

    [Fact]
    public void A_policy_lets_out_to_the_receiver_of_the_values_alone()
    {
        var rule = Published("otlp").Find("NetworkPolicy", "care-api").Items("spec.egress")
            .Single(rule => Port(rule) == 4317);
        Assert.Equal(
            "telemetry",
            $"{rule.Items("to").Single().At("namespaceSelector.matchLabels")!["kubernetes.io/metadata.name"]}");
    }

    [Fact]
    public void What_calls_outside_reaches_the_world_and_no_private_address()
    {
        var cluster = new Cluster(Sample.Objects(Sample.Publish(
            "care", """{ "name": "care", "resources": { "api": { "egress": true } } }""")));
        var world = cluster.Find("NetworkPolicy", "care-api").Items("spec.egress")
            .Single(rule => Ports(rule).Contains(443));
        Assert.Contains(world.Items("to").First().Items("ipBlock.except"), block => $"{block}" == "169.254.0.0/16");
        Assert.DoesNotContain(
            cluster.Find("NetworkPolicy", "care-backup").Items("spec.egress"),
            rule => Ports(rule).Contains(443));
    }

    [Fact]
    public void Backups_are_kept_in_a_claim_and_those_of_files_wait_for_files()
    {
        var cluster = new Cluster(Sample.Objects(Sample.Publish("care")));
        Assert.Equal(
            2, YamlReading.Documents(Sample.Publish("care")["k8s/cronjob-backup.yaml"])
                .Count(one => $"{one["kind"]}" == "CronJob"));
        var hourly = cluster.Find("CronJob", "care-backup")!;
        Assert.False((bool)hourly.At("spec.suspend")!);
        Assert.Equal(3000, (int)hourly.At("spec.jobTemplate.spec.activeDeadlineSeconds")!);
        Assert.Equal("/backups", $"{Settings(cluster, "care-backup")["BACKUP_TO"]}");
        Assert.Null(Settings(cluster, "care-backup")["SCHEDULE"]);
        var claim = cluster.Find("PersistentVolumeClaim", "care-backup-kept")!;
        Assert.Equal("20Gi", $"{claim.At("spec.resources.requests.storage")}");
        Assert.Equal("disabled", $"{claim.At("metadata.annotations")!["kustomize.toolkit.fluxcd.io/prune"]}");
        Assert.Contains(cluster.Find("NetworkPolicy", "care-backup").Items("spec.egress"), rule => Port(rule) == 5432);
        var daily = cluster.Find("CronJob", "care-backup-files")!;
        Assert.True((bool)daily.At("spec.suspend")!);
        Assert.Contains(
            "no claim", $"{daily.At("metadata.annotations")!["pawpal.com/suspended"]}", StringComparison.Ordinal);
    }

    [Fact]
    public void Backups_go_to_object_storage_with_keys_of_the_secret()
    {
        var cluster = Published("storage");
        Assert.Empty(cluster.Of("PersistentVolumeClaim"));
        var settings = Settings(cluster, "care-backup");
        Assert.Equal("s3://backups/care", $"{settings["BACKUP_TO"]}");
        Assert.Equal(
            ("https://s3.example.com/", "eu-north-1"),
            ($"{settings["BACKUP_S3_ENDPOINT"]}", $"{settings["AWS_REGION"]}"));
        var pod = Cluster.Pod(cluster.Find("CronJob", "care-backup-files")!);
        Assert.Equal(
            "aws-secret-access-key",
            $"{pod["containers"]![0].Items("env").Single(one => $"{one["name"]}" == "AWS_SECRET_ACCESS_KEY")
                .At("valueFrom.secretKeyRef.key")}");
        Assert.Contains(
            pod.Items("volumes"),
            volume => $"{volume.At("persistentVolumeClaim.claimName")}" == "care-files"
                && (bool)volume.At("persistentVolumeClaim.readOnly")!);
        Assert.Contains(
            pod["containers"]![0].Items("volumeMounts"),
            mount => $"{mount["mountPath"]}" == "/files" && (bool)mount["readOnly"]!);
        Assert.Contains(cluster.Find("NetworkPolicy", "care-backup").Items("spec.egress"), rule => Port(rule) == 443);
    }

    [Theory]
    [InlineData(
        "\"resources\": { \"db\": { \"managed\": { \"host\": \"a b\" } } }",
        "values.resources.db.managed.host: \"a b\" is not")]
    [InlineData("\"resources\": { \"db\": { \"managed\": {} } }", "values.resources.db.managed: has no \"host\"")]
    [InlineData(
        "\"resources\": { \"db\": { \"managed\": { \"host\": \"x\", \"port\": 0 } } }",
        "values.resources.db.managed.port: must be")]
    [InlineData(
        "\"resources\": { \"api\": { \"readReplicas\": 2 } }",
        "values.resources.api.readReplicas: api is no PostgreSQL image")]
    [InlineData(
        "\"resources\": { \"cache\": { \"cluster\": 5 } }",
        "values.resources.cache.cluster: must be a whole number from 6")]
    [InlineData("\"resources\": { \"db\": { \"cluster\": 6 } }", "values.resources.db.cluster: db is no Redis image")]
    [InlineData(
        "\"resources\": { \"db\": { \"readReplicas\": 1, \"cloudNativePg\": {} } }",
        "cloudNativePg and readReplicas exclude each other")]
    [InlineData(
        "\"resources\": { \"db\": { \"cloudNativePg\": { \"archive\": { \"bucket\": \"x\" } } } }",
        "archive.bucket: \"x\" is not a bucket")]
    [InlineData("\"externalSecrets\": {}", "values.externalSecrets: has no \"store\"")]
    [InlineData(
        "\"externalSecrets\": { \"store\": \"x\", \"kind\": \"Vault\" }",
        "values.externalSecrets.kind: \"Vault\" is not known")]
    [InlineData("\"dashboard\": \"yes\"", "values.dashboard: must be true or false")]
    [InlineData(
        "\"dashboard\": true, \"otlpEndpoint\": \"http://x:4317\"",
        "values.otlpEndpoint: projects send to one address")]
    [InlineData("\"collector\": { \"endpoint\": \"x\" }", "values.collector.endpoint: is not an address")]
    [InlineData("\"digests\": { \"care/api\": \"sha256:1\" }", "values.digests.care/api: \"sha256:1\" is not a digest")]
    [InlineData(
        "\"backup\": { \"bucket\": \"s3://backups\", \"endpoint\": \"https://me:secret@s3\" }",
        "values.backup.endpoint: is not an address")]
    [InlineData("\"files\": { \"claim\": \"A B\" }", "values.files.claim: \"A B\" is not a DNS label")]
    public void A_wrong_option_is_named_with_its_place(string option, string message)
    {
        var fault = Assert.Throws<PublishException>(
            () => Sample.Publish("care", $$"""{ "name": "care", {{option}} }"""));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    private static Cluster Published(string option) => new(Sample.Objects(Sample.Publish($"care:{option}")));

    private static JsonObject Settings(Cluster cluster, string workload) =>
        cluster.Find("ConfigMap", $"{workload}-config")!["data"]!.AsObject();

    private static JsonNode Of(Cluster cluster, string name) =>
        Cluster.Pod(cluster.Find("Deployment", "care-api")!)["containers"]![0]
            .Items("env").Single(one => $"{one["name"]}" == name);

    private static string Variable(Cluster cluster, string name) => $"{Of(cluster, name)["value"]}";

    private static JsonNode? Key(Cluster cluster, string name) => Of(cluster, name).At("valueFrom.secretKeyRef");

    private static int[] Ports(JsonNode rule) => [.. rule.Items("ports").Select(port => (int)port["port"]!)];

    private static int Port(JsonNode rule) => Ports(rule) is [var port] ? port : 0;
}
