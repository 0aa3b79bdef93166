using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.ServiceDefaults.Tests.Configuration;

/// <summary>Variables belong to the whole process: other tests would read the wrong ones too.</summary>
public sealed class SecretFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("secret-files-");
    private readonly string _variable = $"TEST_{Guid.NewGuid():N}__Password";

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(_variable, null);
        _folder.Delete(recursive: true);
    }

    [Theory(DisableParallelization = true)]
    [InlineData("it's\n", "it's")]
    [InlineData(" two words \r\n", " two words ")]
    [InlineData("{file:/etc/passwd}", "{file:/etc/passwd}")]
    public void A_variable_holds_what_its_file_holds_without_the_line_end(string written, string expected)
    {
        Environment.SetEnvironmentVariable(_variable, $"Host=db;Password={{file:{Secret(written)}}};Port=5432");
        var (builder, _) = TestService.Builder([]);
        Assert.Equal($"Host=db;Password={expected};Port=5432", Read(builder));
    }

    [Fact(DisableParallelization = true)]
    public void A_file_named_with_uri_is_percent_encoded()
    {
        var file = Secret("p@ss/w:rd%");
        Environment.SetEnvironmentVariable(_variable, $"redis://:{{file:{file}|uri}}@redis:6379");
        var (builder, _) = TestService.Builder([]);
        Assert.Equal("redis://:p%40ss%2Fw%3Ard%25@redis:6379", Read(builder));
    }

    [Fact(DisableParallelization = true)]
    public void What_won_over_the_environment_still_does()
    {
        Environment.SetEnvironmentVariable(_variable, $"{{file:{Secret("from the file")}}}");
        var (builder, _) = TestService.Builder(TestService.With(Key, "from the command line"));
        Assert.Equal("from the command line", Read(builder));
    }

    [Theory(DisableParallelization = true)]
    [InlineData("/nowhere/db-password", "does not exist")]
    [InlineData(null, "is empty")]
    public async Task A_file_that_is_not_there_or_empty_ends_the_service_with_one_line(string? path, string why)
    {
        var file = path ?? Secret("\n");
        Environment.SetEnvironmentVariable(_variable, $"Password={{file:{file}}}");
        var (builder, _) = TestService.Builder([]);
        // Who reads it early is told the reason as well.
        var said = Assert.Throws<ServiceConfigurationException>(() => Read(builder)).Message;
        Assert.Equal($"{_variable}: the file {file} {why}.", said);
        await using var app = builder.Build();
        Assert.Equal(1, await app.RunServiceAsync());
    }

    [Fact(DisableParallelization = true)]
    public void A_folder_in_the_place_of_the_file_is_named_as_such()
    {
        Environment.SetEnvironmentVariable(_variable, $"{{file:{_folder.FullName}}}");
        var (builder, _) = TestService.Builder([]);
        var said = Assert.Throws<ServiceConfigurationException>(() => Read(builder)).Message;
        Assert.Equal($"{_variable}: {_folder.FullName} is a folder, not the file of a secret.", said);
    }

    [Fact(DisableParallelization = true)]
    public void Clients_of_stores_read_files_without_the_defaults_too()
    {
        Environment.SetEnvironmentVariable(_variable, $"{{file:{Secret("sesame")}}}");
        var builder = Host.CreateApplicationBuilder();
        builder.AddNpgsqlDataSource("pawpal");
        Assert.Equal("sesame", builder.Configuration[Key]);
    }

    private string Key => _variable.Replace("__", ":", StringComparison.Ordinal);

    private string? Read(WebApplicationBuilder builder) => builder.Configuration[Key];

    private string Secret(string text)
    {
        var file = Path.Combine(_folder.FullName, "secret");
        File.WriteAllText(file, text);
        return file;
    }
}
