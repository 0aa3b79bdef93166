using System.Text.Json;
using Aspire.Hosting;
using PawPal.Hosting.Traits;

namespace PawPal.Hosting.Tests.Publishing;

/// <summary>What each trait writes into the deployment resource, and what it refuses.</summary>
public sealed class TraitTests : IDisposable
{
    private readonly ManifestModel _model = new();

    [Fact]
    public async Task A_backup_is_written_with_its_times_and_folders()
    {
        _model.Builder.AddProject("backup", "Operations/Operations.csproj")
            .WithBackup("30 2 * * *", storage: "5Gi", files: "/files");
        Assert.Equal(
            """{"backup":{"schedule":"30 2 * * *","folder":"/backups","storage":"5Gi","files":"/files"}}""",
            await TraitsOfAsync("backup"));
    }

    [Fact]
    public async Task Names_that_are_not_given_are_left_to_the_platform()
    {
        _model.Builder.AddProject("api", "Api/Api.csproj").WithObjectNames(container: "web");
        Assert.Equal("""{"objectNames":{"container":"web"}}""", await TraitsOfAsync("api"));
    }

    [Fact]
    public async Task A_deployment_has_the_user_it_names_and_a_run_keeps_its_own()
    {
        var postgres = _model.Builder.AddPostgres("postgres").WithDeployedUserName("owner");
        var resources = (await _model.WriteAsync()).GetProperty("resources");
        Assert.Equal("{postgres-user.value}", $"{resources.GetProperty("postgres").GetProperty("env")
            .GetProperty("POSTGRES_USER")}");
        Assert.Equal("owner", $"{resources.GetProperty("postgres-user").GetProperty("inputs").GetProperty("value")
            .GetProperty("default").GetProperty("value")}");

        Assert.NotNull(postgres.Resource.UserNameParameter);
        var run = DistributedApplication.CreateBuilder([]);
        Assert.Null(run.AddPostgres("postgres").WithDeployedUserName("owner").Resource.UserNameParameter);
    }

    [Theory]
    [InlineData("hourly", "/backups", null)]
    [InlineData("0 * * * *", "backups", null)]
    [InlineData("0 * * * *", "/backups", "files")]
    public void A_backup_without_times_or_with_a_folder_that_is_nowhere_is_refused(
        string schedule, string folder, string? files)
    {
        var backup = _model.Builder.AddProject("backup", "Operations/Operations.csproj");
        Assert.Throws<ArgumentException>(() => backup.WithBackup(schedule, folder, files: files));
    }

    [Fact]
    public void Numbers_out_of_range_and_names_of_nothing_are_refused()
    {
        var api = _model.Builder.AddProject("api", "Api/Api.csproj").WithHttpEndpoint();
        Assert.Throws<ArgumentOutOfRangeException>(() => api.WithAutoscaling(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => api.WithAutoscaling(1, 2, cpu: 101));
        Assert.Throws<ArgumentException>(() => api.WithPublicHost());
        Assert.Throws<ArgumentException>(() => api.WithPublicHost("not a host"));
        Assert.Throws<ArgumentException>(() => api.WithObjectNames());
        Assert.Throws<FormatException>(() => api.WithResources("much", "1Gi", "2", "2Gi"));
    }

    public void Dispose() => _model.Dispose();

    private async Task<string> TraitsOfAsync(string resource)
    {
        _model.Builder.AddDeployment("deployment");
        var traits = (await _model.OfAsync("deployment")).GetProperty("resources").GetProperty(resource);
        return JsonSerializer.Serialize(traits);
    }
}
