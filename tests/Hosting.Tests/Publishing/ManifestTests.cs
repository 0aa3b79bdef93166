using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Tests.Publishing;

/// <summary>How values, secrets and resources of one's own stand in a manifest.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly ManifestModel _model = new();

    [Fact]
    public async Task Expressions_are_placeholders_and_generated_secrets_say_how_to_make_them()
    {
        var postgres = _model.Builder.AddPostgres("postgres");
        var database = postgres.AddDatabase("pawpal");
        _model.Builder.AddExecutable("api", "api", ".").WithReference(database);

        var resources = (await _model.WriteAsync()).GetProperty("resources");
        var env = resources.GetProperty("api").GetProperty("env");
        Assert.Equal("{pawpal.connectionString}", env.GetProperty("ConnectionStrings__pawpal").GetString());
        Assert.Equal("{postgres.bindings.tcp.host}", env.GetProperty("PAWPAL_HOST").GetString());
        Assert.Equal(
            "postgresql://postgres:{postgres-password.value}@{postgres.bindings.tcp.host}:"
            + "{postgres.bindings.tcp.port}/pawpal",
            env.GetProperty("PAWPAL_URI").GetString());
        Assert.Equal(
            """{"type":"string","secret":true,"default":{"generate":{"minLength":32,"special":false}}}""",
            Compact(resources.GetProperty("postgres-password").GetProperty("inputs").GetProperty("value")));
    }

    [Fact]
    public async Task A_value_of_the_model_is_written_only_when_it_says_so()
    {
        _model.Builder.AddParameter("open", "hello", publishValueAsDefault: true);
        _model.Builder.AddParameter("kept", "hush");
        var resources = (await _model.WriteAsync()).GetProperty("resources");
        Assert.Equal(
            """{"type":"string","default":{"value":"hello"}}""",
            Compact(resources.GetProperty("open").GetProperty("inputs").GetProperty("value")));
        Assert.Equal(
            """{"type":"string"}""", Compact(resources.GetProperty("kept").GetProperty("inputs").GetProperty("value")));
    }

    [Fact]
    public async Task A_missing_parameter_and_connection_string_hinder_no_manifest()
    {
        var key = _model.Builder.AddParameter("key", secret: true);
        var mail = _model.Builder.AddConnectionString("mail");
        var optional = _model.Builder.AddConnectionString("more");
        _model.Builder.AddExecutable("api", "api", ".")
            .WithEnvironment("KEY", key).WithReference(mail).WithReference(optional, optional: true);
        var resources = (await _model.WriteAsync()).GetProperty("resources");
        Assert.Equal(
            """
            {"KEY":"{key.value}","ConnectionStrings__mail":"{mail.connectionString}",
            "ConnectionStrings__more":"{more.connectionString}"}
            """.ReplaceLineEndings(""),
            Compact(resources.GetProperty("api").GetProperty("env")));
        Assert.Equal("{mail.value}", resources.GetProperty("mail").GetProperty("connectionString").GetString());
    }

    [Fact]
    public async Task What_a_developers_own_settings_say_stays_out()
    {
        using var model = new ManifestModel("--ConnectionStrings:pawpal=Host=mine;Password=own");
        model.Builder.AddPostgres("postgres").AddDatabase("pawpal");
        Assert.Equal(
            "{postgres.connectionString};Database=pawpal",
            (await model.OfAsync("pawpal")).GetProperty("connectionString").GetString());
    }

    [Fact]
    public async Task A_resource_of_ones_own_writes_itself()
    {
        _model.Builder.AddResource(new Bowl("bowl")).WithManifestPublishingCallback(context =>
        {
            context.Writer.WriteString("type", "bowl.v0");
            context.Writer.WriteString("path", context.GetManifestRelativePath(
                Path.Combine(Path.GetDirectoryName(context.ManifestPath)!, "a", "b")));
        });
        Assert.Equal("""{"type":"bowl.v0","path":"a/b"}""", Compact(await _model.OfAsync("bowl")));
    }

    [Fact]
    public async Task A_resource_without_a_type_in_the_format_is_named_and_leaves_the_old_manifest_whole()
    {
        await File.WriteAllTextAsync(_model.Path, "old", TestContext.Current.CancellationToken);
        _model.Builder.AddResource(new Bowl("bowl"));
        var line = await _model.FailAsync();
        Assert.StartsWith("bowl: cannot be written into the manifest: ", line, StringComparison.Ordinal);
        Assert.Contains("WithManifestPublishingCallback", line, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(_model.Path, TestContext.Current.CancellationToken));
        Assert.Equal([_model.Path], Directory.GetFiles(Path.GetDirectoryName(_model.Path)!));
    }

    [Fact]
    public async Task A_callback_that_throws_is_named_with_its_cause()
    {
        _model.Builder.AddResource(new Bowl("bowl")).WithManifestPublishingCallback(
            _ => throw new FormatException("no water"));
        Assert.Equal("bowl: cannot be written into the manifest: no water", await _model.FailAsync());
    }

    [Fact]
    public async Task Endpoints_without_a_port_get_one_each_save_a_projects_main_one()
    {
        _model.Builder.AddProject("api", "Api/Api.csproj").WithHttpEndpoint().WithHttpEndpoint(name: "metrics")
            .WithHttpEndpoint(name: "admin", targetPort: 8000).AsHttp2Service();
        Assert.Equal(
            """
            {"http":{"scheme":"http","protocol":"tcp","transport":"http2"},
            "metrics":{"scheme":"http","protocol":"tcp","transport":"http2","targetPort":8001},
            "admin":{"scheme":"http","protocol":"tcp","transport":"http2","targetPort":8000}}
            """.ReplaceLineEndings(""),
            Compact((await _model.OfAsync("api")).GetProperty("bindings")));
    }

    public void Dispose() => _model.Dispose();

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private sealed class Bowl(string name) : Resource(name);
}
