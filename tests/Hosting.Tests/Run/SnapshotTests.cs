using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PawPal.Hosting.Tests.Run;

public sealed class SnapshotTests
{
    [Fact]
    public async Task Variables_made_of_a_secret_are_sensitive_and_others_are_not()
    {
        await using var model = new TestModel();
        var key = model.Builder.AddParameter("key", "top-secret", secret: true);
        var open = model.Builder.AddParameter("open", "known");
        var store = model.Builder.AddResource(new ConnectionStringResource(
            "store", ReferenceExpression.Create($"Host=here;Password={key}")));
        model.Builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 600")
            .WithEnvironment("DIRECT", key)
            .WithEnvironment("WITHIN", $"key={key}")
            .WithEnvironment("OPEN", open)
            .WithReference(store);
        await model.StartAsync();
        var variables = model.Snapshot("service").EnvironmentVariables.ToDictionary(v => v.Name);
        Assert.True(variables["DIRECT"].IsSensitive);
        Assert.True(variables["WITHIN"].IsSensitive);
        Assert.True(variables["ConnectionStrings__store"].IsSensitive);
        Assert.False(variables["OPEN"].IsSensitive);
        Assert.Equal("known", variables["OPEN"].Value);
        Assert.DoesNotContain("PATH", variables.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_process_tells_its_program_arguments_folder_and_pid()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("service", "sh", model.Folder, "-c", "exec sleep 600");
        await model.StartAsync();
        var snapshot = model.Snapshot("service");
        Assert.Equal(KnownResourceTypes.Executable, snapshot.ResourceType);
        Assert.EndsWith("/sh", snapshot.Property("executable.path"), StringComparison.Ordinal);
        Assert.Equal(model.Folder, snapshot.Property("executable.workDir"));
        var arguments = snapshot.Properties.Single(p => p.Name == "executable.args");
        Assert.Equal(["-c", "exec sleep 600"], (IEnumerable<string>)arguments.Value!);
        Assert.False(arguments.IsSensitive);
        Assert.NotNull(snapshot.Property("executable.pid"));
        Assert.True(snapshot.CreationTimeStamp <= snapshot.StartTimeStamp);
        Assert.Equal(new ResourceStateSnapshot(KnownResourceStates.Running, "success"), snapshot.State);
    }

    [Fact]
    public async Task Relationships_come_from_references_waits_and_parents()
    {
        await using var model = new TestModel();
        var one = model.Builder.AddExecutable("one", "sh", ".", "-c", "exec sleep 600").WithHttpEndpoint(env: "PORT");
        var group = model.Builder.AddExecutable("group", "sh", ".", "-c", "exec sleep 600");
        model.Builder.AddExecutable("two", "sh", ".", "-c", "exec sleep 600")
            .WithReference(one.GetEndpoint("http")).WaitForStart(one).WithParentRelationship(group);
        await model.StartAsync();
        Assert.Equal(
            [new("one", "Reference"), new("one", "WaitFor"), new("group", "Parent")],
            model.Snapshot("two").Relationships);
    }

    [Fact]
    public async Task A_parameter_is_known_too_and_a_secret_one_is_sensitive()
    {
        await using var model = new TestModel();
        model.Builder.AddParameter("key", "top-secret", secret: true);
        await model.StartAsync();
        var value = Assert.Single(model.Snapshot("key").Properties);
        Assert.True(value.IsSensitive);
        Assert.Equal(KnownResourceTypes.Parameter, model.Snapshot("key").ResourceType);
    }

    [Fact]
    public async Task Health_stands_apart_from_state()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 600").WithCheck(model, "service");
        var starting = model.StartAsync();
        await model.StateAsync("service", KnownResourceStates.Running);
        Assert.Equal(HealthStatus.Unhealthy, model.Snapshot("service").HealthStatus);
        model.MakeHealthy("service");
        await starting;
        Assert.Equal(HealthStatus.Healthy, model.Snapshot("service").HealthStatus);
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("service").State?.Text);
    }
}
