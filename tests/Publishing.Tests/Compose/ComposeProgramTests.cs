namespace PawPal.Publishing.Tests.Compose;

/// <summary>The published files as docker-compose itself reads them.</summary>
public sealed class ComposeProgramTests
{
    [Theory, MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public async Task Docker_compose_takes_the_file_with_every_profile(string sample)
    {
        var program = Programs.Require("docker-compose");
        using var folder = new ProjectFolder(Sample.Publish(sample));
        await folder.InitAsync(("ROOT_KEY", "x"), ("MAIL", "x"), ("LICENSE", "x"));
        await Programs.SucceedAsync(program, Arguments(folder, "--profile", "*", "config", "-q"));
    }

    [Fact]
    public async Task What_is_misspelt_is_refused()
    {
        var program = Programs.Require("docker-compose");
        using var folder = new ProjectFolder(Sample.Publish(Sample.Own));
        await File.WriteAllTextAsync(
            folder["docker-compose.yml"],
            folder.Text("docker-compose.yml").Replace("read_only", "readonly", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var (code, _) = await Programs.RunAsync(program, Arguments(folder, "config", "-q"));
        Assert.NotEqual(0, code);
    }

    [Fact]
    public async Task What_compose_shows_of_ours_holds_no_secret()
    {
        var program = Programs.Require("docker-compose");
        using var folder = new ProjectFolder(Sample.Publish(Sample.Own));
        await folder.InitAsync();
        var shown = await Programs.SucceedAsync(program, Arguments(folder, "--profile", "*", "config"));
        var secrets = Directory.EnumerateFiles(folder["secrets"]).Select(File.ReadAllText)
            .Where(secret => secret != "").ToArray();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
    }

    private static string[] Arguments(ProjectFolder folder, params string[] arguments) =>
        ["-f", folder["docker-compose.yml"], "--env-file", folder[".env"], .. arguments];
}
