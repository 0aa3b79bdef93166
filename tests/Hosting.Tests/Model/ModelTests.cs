using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Tests.Model;

public sealed class ModelTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("two--hyphens")]
    [InlineData("hyphen-")]
    [InlineData("under_score")]
    [InlineData("Café")]
    [InlineData("a.b")]
    public async Task Names_that_are_no_DNS_label_are_refused(string name)
    {
        await using var model = new TestModel();
        Assert.Throws<ArgumentException>(() => model.Builder.AddParameter(name));
    }

    [Fact]
    public async Task Names_have_at_most_64_characters()
    {
        await using var model = new TestModel();
        model.Builder.AddParameter(new string('a', 64), "value");
        var refused = Assert.Throws<ArgumentException>(() => model.Builder.AddParameter(new string('a', 65)));
        Assert.Contains("between 1 and 64 characters", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_unique_whatever_their_case()
    {
        await using var model = new TestModel();
        model.Builder.AddRedis("cache");
        var refused = Assert.Throws<DistributedApplicationException>(() => model.Builder.AddPostgres("Cache"));
        Assert.Contains("with that name already exists", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cycle_of_waits_is_refused_and_spelled_out()
    {
        await using var model = new TestModel();
        var a = model.Builder.AddExecutable("a", "sh", ".");
        var b = model.Builder.AddExecutable("b", "sh", ".").WaitFor(a);
        var c = model.Builder.AddExecutable("c", "sh", ".").WaitForCompletion(b);
        a.WaitForStart(c);
        var refused = Assert.Throws<DistributedApplicationException>(() => model.Builder.Build());
        Assert.Contains("a -> c -> b -> a", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_endpoints_may_refer_to_each_other()
    {
        await using var model = new TestModel();
        var a = model.Builder.AddExecutable("a", "sh", ".", "-c", "sleep 60").WithHttpEndpoint(env: "PORT");
        var b = model.Builder.AddExecutable("b", "sh", ".", "-c", "sleep 60").WithHttpEndpoint(env: "PORT");
        a.WithReference(b.GetEndpoint("http"));
        b.WithReference(a.GetEndpoint("http"));
        await model.StartAsync();
        Assert.NotEqual(a.GetEndpoint("http").Port, b.GetEndpoint("http").Port);
    }

    [Fact]
    public async Task Expressions_stay_expressions_until_they_are_resolved()
    {
        await using var model = new TestModel();
        var password = model.Builder.AddParameter("db-password", "p@ss/w:rd {0}", secret: true);
        var postgres = model.Builder.AddPostgres("postgres", password: password);
        var database = postgres.AddDatabase("pawpal");
        var endpoint = postgres.Resource.PrimaryEndpoint.EndpointAnnotation;

        IManifestExpressionProvider asManifest = database.Resource.ConnectionStringExpression;
        Assert.Equal("{postgres.connectionString};Database=pawpal", asManifest.ValueExpression);
        Assert.Equal(
            "Host={postgres.bindings.tcp.host};Port={postgres.bindings.tcp.port};Username=postgres;"
            + "Password={db-password.value}",
            postgres.Resource.ConnectionStringExpression.ValueExpression);

        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", 5999);
        Assert.Equal(
            "Host=127.0.0.1;Port=5999;Username=postgres;Password=p@ss/w:rd {0};Database=pawpal",
            await database.Resource.ConnectionStringExpression.GetValueAsync(model.Limit));
        Assert.Equal(
            "postgresql://postgres:p%40ss%2Fw%3Ard%20%7B0%7D@127.0.0.1:5999/pawpal",
            await database.Resource.UriExpression.GetValueAsync(model.Limit));
    }

    [Fact]
    public async Task A_missing_parameter_names_its_configuration_key()
    {
        await using var model = new TestModel();
        model.Builder.AddParameter("db-password", secret: true);
        var line = Assert.Single(await model.FailAsync());
        Assert.Contains("Parameters:db-password", line, StringComparison.Ordinal);
        Assert.Contains("Parameters__db_password", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_is_found_under_its_name_with_underscores()
    {
        await using var model = new TestModel("--Parameters:db_password=bella");
        var parameter = model.Builder.AddParameter("db-password", secret: true);
        Assert.Equal("bella", await parameter.Resource.GetValueAsync(model.Limit));
    }

    [Fact]
    public void A_generated_value_has_its_length_and_its_kinds()
    {
        var value = new GenerateParameterDefault { MinLength = 60, Special = false, MinNumeric = 5, MinUpper = 3 }
            .GetDefaultValue();
        Assert.Equal(60, value.Length);
        Assert.All(value, letter => Assert.True(char.IsAsciiLetterOrDigit(letter)));
        Assert.True(value.Count(char.IsAsciiDigit) >= 5);
        Assert.True(value.Count(char.IsAsciiLetterUpper) >= 3);
    }
}
