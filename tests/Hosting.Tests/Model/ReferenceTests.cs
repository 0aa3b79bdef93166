using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Tests.Model;

/// <summary>What a reference puts into the environment of the one who refers.</summary>
public sealed class ReferenceTests : IAsyncDisposable
{
    private readonly TestModel _model = new(
        "--ConnectionStrings:mail=smtp://mail", "--Parameters:weather-url=http://w:81/");

    [Fact]
    public async Task A_service_is_found_by_both_names_and_by_a_name_of_ones_choice()
    {
        var api = _model.Builder.AddProject("pet-api", "Api/Api.csproj").WithHttpEndpoint();
        Listens(api.Resource, 5001);
        var web = _model.Builder.AddExecutable("web", "web", ".").WithReference(api).WithReference(api, "pets");
        Assert.Equal(
            [
                ("PETS_HTTP", "http://127.0.0.1:5001"), ("PET_API_HTTP", "http://127.0.0.1:5001"),
                ("services__pet-api__http__0", "http://127.0.0.1:5001"),
                ("services__pets__http__0", "http://127.0.0.1:5001"),
            ],
            await VariablesAsync(web));
    }

    [Fact]
    public async Task External_services_are_found_by_scheme_and_name()
    {
        var weather = _model.Builder.AddExternalService("weather", _model.Builder.AddParameter("weather-url"));
        var maps = _model.Builder.AddExternalService("maps", "https://maps.example.com/");
        var web = _model.Builder.AddExecutable("web", "web", ".").WithReference(weather).WithReference(maps)
            .WithReference("legacy", new Uri("https://legacy.example.com/"));
        Assert.Equal(
            [
                ("LEGACY", "https://legacy.example.com/"), ("MAPS", "https://maps.example.com/"),
                ("WEATHER", "http://w:81/"), ("services__legacy__default__0", "https://legacy.example.com/"),
                ("services__maps__https__0", "https://maps.example.com/"),
                ("services__weather__http__0", "http://w:81/"),
            ],
            await VariablesAsync(web));
    }

    [Theory]
    [InlineData("maps.example.com")]
    [InlineData("https://maps.example.com/path")]
    public void An_external_address_is_absolute_and_has_no_path(string url) =>
        Assert.Throws<ArgumentException>(() => _model.Builder.AddExternalService("maps", url));

    [Fact]
    public async Task Connection_strings_come_under_their_name_a_chosen_name_or_a_variable()
    {
        var mail = _model.Builder.AddConnectionString("mail", "MAIL_URL");
        var made = _model.Builder.AddConnectionString("made", ReferenceExpression.Create($"to={mail.Resource}"));
        var web = _model.Builder.AddExecutable("web", "web", ".").WithReference(mail).WithReference(made, "other");
        Assert.Equal(
            [("ConnectionStrings__other", "to=smtp://mail"), ("MAIL_URL", "smtp://mail")], await VariablesAsync(web));
    }

    [Fact]
    public async Task A_missing_connection_string_is_left_out_only_where_it_is_optional()
    {
        var none = _model.Builder.AddConnectionString("none");
        var lenient = _model.Builder.AddExecutable("lenient", "web", ".").WithReference(none, optional: true);
        Assert.Empty(await VariablesAsync(lenient));
        var strict = _model.Builder.AddExecutable("strict", "web", ".").WithReference(none);
        var missing = await Assert.ThrowsAsync<MissingParameterValueException>(() => VariablesAsync(strict));
        Assert.Contains("ConnectionStrings:none", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_in_connection_properties_are_percent_encoded()
    {
        var secret = _model.Builder.AddParameter("secret", "a/b@c:d e%");
        var redis = _model.Builder.AddRedis("redis", password: secret);
        var postgres = _model.Builder.AddPostgres("postgres", secret, secret);
        Listens(redis.Resource, 6001);
        Listens(postgres.Resource, 5001);
        var web = _model.Builder.AddExecutable("web", "web", ".")
            .WithReference(redis).WithReference(postgres.AddDatabase("pets", "my pets"));
        var variables = (await VariablesAsync(web)).ToDictionary(StringComparer.Ordinal);
        const string Encoded = "a%2Fb%40c%3Ad%20e%25";
        Assert.Equal($"redis://:{Encoded}@127.0.0.1:6001", variables["REDIS_URI"]);
        Assert.Equal($"postgresql://{Encoded}:{Encoded}@127.0.0.1:5001/my%20pets", variables["PETS_URI"]);
        Assert.Equal(("a/b@c:d e%", "my pets"), (variables["PETS_PASSWORD"], variables["PETS_DATABASENAME"]));
    }

    public ValueTask DisposeAsync() => _model.DisposeAsync();

    private static void Listens(IResource resource, int port)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single();
        Assert.Equal(ProtocolType.Tcp, endpoint.Protocol);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", port);
    }

    private async Task<List<(string Name, string? Value)>> VariablesAsync(IResourceBuilder<IResource> builder)
    {
        var environment = _model.Application.Services.GetRequiredService<ServiceEnvironment>();
        var variables = await environment.VariablesAsync(
            new Replica(builder.Resource, builder.Resource.Name, 0), new ValueProviderContext(), _model.Limit);
        return [.. variables.Where(variable => !variable.Name.StartsWith("OTEL_", StringComparison.Ordinal))
            .OrderBy(variable => variable.Name, StringComparer.Ordinal)
            .Select(variable => (variable.Name, variable.Value))];
    }
}
