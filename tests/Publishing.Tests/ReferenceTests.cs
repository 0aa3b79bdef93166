using System.Text.Json.Nodes;
using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests;

/// <summary>What a manifest says arrives where it belongs.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void A_connection_string_is_put_together_of_the_one_key_of_the_secret()
    {
        var files = Sample.Publish(Sample.Own);
        var variables = Container(files, "pawpal-backend")["env"]!.AsArray();
        Assert.Equal(
            "Host=postgresql;Port=5432;Username=pawpal;Password=$(POSTGRES_PASSWORD);Database=pawpal",
            $"{Variable(variables, "ConnectionStrings__pawpal")["value"]}");
        var secret = Variable(variables, "POSTGRES_PASSWORD").At("valueFrom.secretKeyRef");
        Assert.Equal(("pawpal-secrets", "postgres-password"), ($"{secret.At("name")}", $"{secret.At("key")}"));
    }

    [Fact]
    public void A_secret_in_a_uri_is_its_percent_encoded_form()
    {
        var files = Sample.Publish("starter");
        var variables = Container(files, "starter-webfrontend")["env"]!.AsArray();
        Assert.Equal(
            "redis://:$(CACHE_PASSWORD_URI)@starter-cache:6379", $"{Variable(variables, "CACHE_URI")["value"]}");
        Assert.Equal(
            "cache-password.uri", $"{Variable(variables, "CACHE_PASSWORD_URI").At("valueFrom.secretKeyRef.key")}");
        Assert.Contains("CACHE_PASSWORD_URI_ENCODED", files["docker-compose.yml"], StringComparison.Ordinal);
    }

    [Fact]
    public void Dollars_reach_the_process_as_they_were_written()
    {
        var files = Sample.Publish("storage");
        var settings = Sample.Objects(files).Single(one => $"{one.At("metadata.name")}" == "storage-objects-config");
        Assert.Equal("$$5 and $(HOME)", $"{settings["data"]!["COST"]}");
        Assert.Equal("no", $"{settings["data"]!["PRICE"]}");
        Assert.Contains("COST: \"$$$$5 and $$(HOME)\"", files["docker-compose.yml"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_projects_endpoints_without_a_port_share_one_and_speak_http()
    {
        var settings = Sample.Objects(Sample.Publish("starter"))
            .Single(one => $"{one.At("metadata.name")}" == "starter-webfrontend-config")["data"]!;
        Assert.Equal("http://starter-apiservice:8080", $"{settings["services__apiservice__http__0"]}");
        Assert.Equal("http://starter-apiservice:8080", $"{settings["services__apiservice__https__0"]}");
        Assert.Equal("8080", $"{settings["HTTP_PORTS"]}");
    }

    [Fact]
    public void Roles_of_one_project_run_the_same_image()
    {
        var files = Sample.Publish(Sample.Own);
        Assert.Equal("pawpal/backend:v0.1.0", $"{Container(files, "pawpal-worker")["image"]}");
        Assert.Equal("pawpal/backend:v0.1.0", $"{Container(files, "pawpal-migrations")["image"]}");
    }

    [Fact]
    public void A_reference_that_is_taken_out_of_the_model_takes_its_network_rule_with_it()
    {
        var manifest = JsonNode.Parse(Sample.Text("starter"))!;
        Assert.Contains("webfrontend", Consumers(manifest.ToJsonString()), StringComparison.Ordinal);
        foreach (var name in (string[])["ConnectionStrings__cache", "CACHE_HOST", "CACHE_URI"])
            manifest.At("resources.webfrontend.env").Remove(name);
        Assert.DoesNotContain("webfrontend", Consumers(manifest.ToJsonString()), StringComparison.Ordinal);

        static string Consumers(string text) => Sample.Objects(Sample.PublishText(text))
            .Single(one => Cluster.Named(one) == "NetworkPolicy app-cache")["spec"]!["ingress"]?.ToJsonString() ?? "";
    }

    [Fact]
    public void The_release_is_the_tag_of_every_own_image()
    {
        var files = Sample.Publish("shop", """{ "imageTag": "v9.8.7", "registry": "registry.example.org/team" }""");
        var images = Sample.Objects(files).Where(one => $"{one["kind"]}" == "Deployment")
            .Select(one => $"{one.At("spec.template.spec.containers")![0]!["image"]}");
        Assert.All(images, image => Assert.Matches("^registry.example.org/team/app/[a-z-]+:v9.8.7$", image));
        Assert.Contains("newTag: v9.8.7", files["k8s/kustomization.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public void Values_add_and_change_variables_of_a_process()
    {
        var files = Sample.Publish("starter", """
            { "name": "starter", "resources": { "webfrontend": { "environment": { "CACHE_HOST": "else", "MORE": "1" } } } }
            """);
        var settings = Sample.Objects(files)
            .Single(one => $"{one.At("metadata.name")}" == "starter-webfrontend-config")["data"]!;
        Assert.Equal(("else", "1"), ($"{settings["CACHE_HOST"]}", $"{settings["MORE"]}"));
        Assert.Contains("MORE: \"1\"", files["docker-compose.yml"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_with_a_given_value_is_no_longer_asked_for()
    {
        const string Manifest =
            """
            { "resources": { "key": { "type": "parameter.v0", "value": "{key.inputs.value}", "inputs": { "value": {} } },
            "a": { "type": "container.v0", "image": "x:1", "env": { "KEY": "{key.value}" } } } }
            """;
        Assert.Contains("KEY=", Sample.PublishText(Manifest)[".env.example"], StringComparison.Ordinal);
        var files = Sample.PublishText(Manifest, """{ "parameters": { "key": "free" } }""");
        Assert.False(files.ContainsKey("k8s/secrets.yaml"));
        Assert.DoesNotContain("KEY=", files[".env.example"], StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Sample.WithOptions), MemberType = typeof(Sample))]
    public void The_same_manifest_gives_the_same_bytes(string sample) =>
        Assert.Equal(Sample.PublishText(Sample.Text(sample), Sample.ValuesOf(sample)), Sample.Publish(sample));

    private static JsonNode Container(IReadOnlyDictionary<string, string> files, string workload) =>
        Sample.Objects(files).First(one => $"{one["kind"]}" is "Deployment" or "Job"
            && $"{Cluster.Pod(one)["serviceAccountName"]}" == workload).At("spec.template.spec.containers")![0]!;

    private static JsonNode Variable(JsonArray variables, string name) =>
        variables.Single(variable => $"{variable!["name"]}" == name)!;
}
