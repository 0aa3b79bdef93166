namespace PawPal.Publishing.Tests;

public sealed class ManifestTests
{
    [Theory]
    [InlineData("""{ "resources": { "a": { "type": "kafka.v7" } } }""", "resources.a: is of the type \"kafka.v7\"")]
    [InlineData(
        """{ "resources": { "a": { "type": "executable.v0", "command": "x" } } }""",
        "resources.a: is a program")]
    [InlineData("""{ "resources": { "a": { "type": "project.v0" } } }""", "resources.a: has no \"path\"")]
    [InlineData(
        """{ "resources": { "a": { "type": "project.v0", "path": "a", "pth": 1 } } }""",
        "resources.a.pth: is not known")]
    [InlineData(
        """{ "resources": { "a": { "type": "container.v0" } } }""",
        "resources.a: needs either an \"image\" or a \"build\"")]
    [InlineData("""{ "resources": { "a": { "type": "container.v0", "image": "x" } } }""", "names no version")]
    [InlineData("""{ "resources": { "a": { "type": "container.v0", "image": "h:5000/x" } } }""", "names no version")]
    [InlineData("""{ "resources": { "a": { "type": "container.v0", "image": "x:latest" } } }""", "names no version")]
    [InlineData(
        """{ "resources": { "a": { "type": "container.v0", "image": "x:1", "env": { "A": 5 } } } }""",
        "resources.a.env.A: must be a text")]
    [InlineData(
        """{ "resources": { "a": { "type": "container.v0", "image": "x:1", "env": { "A=B": "" } } } }""",
        "resources.a.env.A=B: is not a name")]
    [InlineData(
        """{ "resources": { "a": { "type": "container.v0", "image": "x:1", "args": ["{b.value}"] } } }""",
        "resources.a.args[0]: {b.value} refers to a resource that the manifest does not have")]
    [InlineData("""{ "resources": { "a": { "type": "container.v0", "image": "x:1", "env": { "A": "{a.bindings.tcp.port}" } } } }""", "resources.a.env.A: {a.bindings.tcp.port} does not lead to a value")]
    [InlineData("""{ "resources": { "a": { "type": "container.v0", "image": "x:1", "bindings": { "t": { "scheme": "tcp", "targetPort": 70000 } } } } }""", "resources.a.bindings.t.targetPort: must be a whole number from 1 to 65535")]
    [InlineData(
        """{ "resources": { "a": { "type": "annotated.string", "value": "x", "filter": "rot13" } } }""",
        "the filter \"rot13\" is not known")]
    [InlineData("""{ "resources": {} }""", "nothing that runs")]
    [InlineData("""{ "resource": {} }""", "manifest: has no \"resources\"")]
    [InlineData("[]", "manifest: must be an object")]
    [InlineData("{", "The manifest is not JSON")]
    [InlineData("""{ "resources": { "a b": { "type": "value.v0" } } }""", "resources.a b: the name must be")]
    [InlineData("""{ "resources": { "My_App": { "type": "container.v0", "image": "x:1" }, "my-app": { "type": "container.v0", "image": "x:1" } } }""", "My_App and my-app would both be named")]
    public void A_fault_is_named_with_its_place(string manifest, string message) =>
        Assert.Contains(
            message, Assert.Throws<PublishException>(() => Sample.PublishText(manifest)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("\"typo\": 1", "resources.deployment.resources.a.typo: is not known")]
    [InlineData(
        "\"objectNames\": { \"object\": \"x\" }",
        "resources.deployment.resources.a.objectNames.object: is not known")]
    [InlineData("\"storage\": \"1Gi\"", "resources.deployment.resources.a.storage: is not known")]
    [InlineData("\"backup\": { \"schedule\": \"at noon\" }", "backup.schedule: \"at noon\" is not a cron schedule")]
    [InlineData("\"resources\": {}", "resources.deployment.resources.a.resources: has no \"requests\"")]
    [InlineData("\"replicas\": 0", "replicas: must be a whole number from 1 to 1000")]
    [InlineData("\"autoscaling\": { \"min\": 5, \"max\": 2 }", "autoscaling: needs \"min\" and a \"max\"")]
    [InlineData("\"metrics\": { \"endpoint\": \"nope\" }", "a trait speaks of the endpoint \"nope\"")]
    [InlineData("\"publicHosts\": [\"a_b.c\"]", "\"a_b.c\" is not a host name")]
    [InlineData("\"waits\": [{ \"resource\": \"a\", \"until\": \"healthy\" }]", "waits for itself")]
    [InlineData(
        "\"waits\": [{ \"resource\": \"b\", \"until\": \"completed\" }]",
        "waits for \"b\", which does not run")]
    [InlineData("\"waits\": [{ \"resource\": \"b\", \"until\": \"soon\" }]", "\"soon\" is not known")]
    [InlineData(
        "\"backup\": { \"schedule\": \"@hourly\", \"folder\": \"/b\", \"storage\": \"1Gi\" }",
        "backup.schedule: \"@hourly\" is not a cron schedule")]
    [InlineData(
        "\"backup\": { \"schedule\": \"0 0 LW * *\", \"folder\": \"/b\", \"storage\": \"1Gi\" }",
        "backup.schedule: \"0 0 LW * *\" is not a cron schedule")]
    [InlineData(
        "\"backup\": { \"schedule\": \"61 * * * *\", \"folder\": \"/b\", \"storage\": \"1Gi\" }",
        "backup.schedule: \"61 * * * *\" is not a cron schedule")]
    [InlineData(
        "\"resources\": { \"requests\": { \"cpu\": \"lots\" } }",
        "resources.requests.cpu: \"lots\" is not a quantity")]
    public void A_fault_of_the_deployment_resource_is_named_with_its_place(string trait, string message)
    {
        var manifest =
            $$"""
            { "resources": { "a": { "type": "container.v0", "image": "x:1" },
            "deployment": { "type": "pawpal.deployment.v0", "resources": { "a": { {{trait}} } } } } }
            """;
        Assert.Contains(
            message, Assert.Throws<PublishException>(() => Sample.PublishText(manifest)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_lead_to_each_other_are_refused()
    {
        const string Manifest =
            """
            { "resources": { "x": { "type": "value.v0", "connectionString": "{y.connectionString}" },
            "y": { "type": "value.v0", "connectionString": "a{x.connectionString}" },
            "a": { "type": "container.v0", "image": "x:1", "env": { "A": "{x.connectionString}" } } } }
            """;
        var fault = Assert.Throws<PublishException>(() => Sample.PublishText(Manifest));
        Assert.Contains("leads back to itself", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_that_cannot_be_deployed_is_left_out_on_request_with_all_that_refers_to_it()
    {
        const string Manifest =
            """
            { "resources": { "hub": { "type": "kafka.v7" },
            "a": { "type": "container.v0", "image": "x:1", "env": { "HUB": "{hub.connectionString}", "KEPT": "1" } } } }
            """;
        var publication = Sample.Publication(Manifest, skipUnknown: true);
        Assert.DoesNotContain("HUB", publication.Files["docker-compose.yml"], StringComparison.Ordinal);
        Assert.Contains("KEPT", publication.Files["docker-compose.yml"], StringComparison.Ordinal);
        Assert.Contains(publication.Notices, notice => notice.StartsWith("hub is left out", StringComparison.Ordinal));
        Assert.Contains(
            publication.Notices, notice => notice.Contains("resources.a.env.HUB", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "nmae": "x" }""", "values.nmae: is not known")]
    [InlineData("""{ "imageTag": "latest" }""", "'latest' is not an image tag to release")]
    [InlineData("""{ "resources": { "nobody": {} } }""", "The values speak of \"nobody\"")]
    [InlineData("""{ "parameters": { "cache-password": "x" } }""", "\"cache-password\" is a secret")]
    [InlineData("""{ "otlpEndpoint": "collector" }""", "values.otlpEndpoint: is not an address")]
    [InlineData("""{ "name": "Not a label" }""", "values.name: \"Not a label\" is not a DNS label")]
    public void A_fault_of_the_values_is_named(string values, string message)
    {
        var fault = Assert.Throws<PublishException>(() => Sample.PublishText(Sample.Text("starter"), values));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
