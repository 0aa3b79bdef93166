using PawPal.Hosting.Containers;

namespace PawPal.Hosting.Tests.Containers;

public sealed class ContainerVariablesTests
{
    [Fact]
    public void Values_travel_in_the_client_or_in_a_file_only_the_user_can_read()
    {
        using var folder = new StateForTest();
        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DB_PASSWORD"] = "one\ntwo",
            ["DOCKER_AUTH"] = "three",
            ["PATH"] = "/bin",
        };
        string file;
        using (var variables = new ContainerVariables(given, folder.Path))
        {
            file = Assert.Single(Directory.GetFiles(folder.Path));
            Assert.Equal(["--env=DB_PASSWORD", $"--env-file={file}"], variables.Options, StringComparer.Ordinal);
            Assert.Equal(KeyValuePair.Create("DB_PASSWORD", "one\ntwo"), Assert.Single(variables.ForClient));
            Assert.Equal("DOCKER_AUTH=three\nPATH=/bin\n", File.ReadAllText(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.False(File.Exists(file));
    }
}
