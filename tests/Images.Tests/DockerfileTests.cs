namespace PawPal.Images.Tests;

public sealed class DockerfileTests
{
    public static TheoryData<string> Dockerfiles => [.. ImageSource.All.Select(source => source.Dockerfile)];

    /// <summary>A rule, a text of the backend's Dockerfile and what breaks the rule in its place.</summary>
    public static TheoryData<string, string, string> Breaks => new()
    {
        { "bases are arguments, pinned to a version", "aspnet:10.0.11-alpine3.23-extra", "aspnet:latest" },
        { "bases are arguments, pinned to a version", "FROM ${RUNTIME_IMAGE}", "FROM mcr.microsoft.com/dotnet/aspnet" },
        { "the SDK is the one of global.json", $"sdk:{ImageSource.SdkVersion}-", "sdk:9.0.100-" },
        { "runs as a numeric user", "USER 10001:10001", "USER app" },
        { "runs as a numeric user", "USER 10001:10001", "USER 10001:10001\nRUN apk add curl" },
        { "the program is started without a shell", "ENTRYPOINT [\"dotnet\", \"/app/PawPal.Api.dll\"]",
            "ENTRYPOINT dotnet /app/PawPal.Api.dll" },
        { "its health is checked", "/api/v1/health/ready", "/" },
        { "says what it is", "org.opencontainers.image.version", "version" },
        { "says which signal ends it", "STOPSIGNAL SIGTERM", "STOPSIGNAL SIGKILL" },
        { "listens where it says", "HTTP_PORTS=8000", "HTTP_PORTS=8080" },
        { "the lock files are held to", " --locked-mode", "" },
        { "the restore layer has every project", "COPY src/Contracts/Contracts.csproj", "COPY src/Web/Web.csproj" },
        { "the restore layer has every project", " src/Understanding/packages.lock.json", "" },
        { "the build has every project", "COPY src/Understanding src/Understanding\n", "" },
        { "no secret is built in", "ARG VERSION=", "ARG NUGET_TOKEN=" },
    };

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void Every_image_keeps_to_the_rules(string dockerfile)
    {
        var source = ImageSource.All.Single(image => image.Dockerfile == dockerfile);
        Assert.Empty(ImageRules.Broken(source, source.Text));
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_broken_rule_is_named(string rule, string text, string broken)
    {
        var backend = ImageSource.All.First();
        Assert.Contains(text, backend.Text, StringComparison.Ordinal);
        Assert.Equal([rule], ImageRules.Broken(backend, backend.Text.Replace(text, broken, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_rule_was_seen_to_fail() =>
        Assert.Equal(ImageRules.Names.Order(), Breaks.Select(row => row.Data.Item1).Distinct().Order());

    [Fact]
    public void A_build_sees_nothing_that_is_not_named()
    {
        var lines = File.ReadAllLines(Path.Combine(ImageSource.Root, ".dockerignore"))
            .Where(line => line.Length > 0 && !line.StartsWith('#')).ToList();
        Assert.Equal("*", lines[0]);
        Assert.Equal(
            ["!.editorconfig", "!BannedSymbols.txt", "!Directory.Build.props", "!Directory.Packages.props", "!LICENSE",
                "!global.json", "!src"],
            lines.Where(line => line.StartsWith('!')).Order(StringComparer.Ordinal));
    }
}
