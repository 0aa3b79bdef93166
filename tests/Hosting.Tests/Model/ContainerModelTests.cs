using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Tests.Model;

public sealed class ContainerModelTests : IAsyncDisposable
{
    private readonly TestModel _model = new();

    [Theory]
    [InlineData("redis", null, null, "redis", "latest")]
    [InlineData("library/redis:8.2", null, null, "library/redis", "8.2")]
    [InlineData("ghcr.io/pets/whisper", "v1", "ghcr.io", "pets/whisper", "v1")]
    [InlineData("localhost:5000/pets/whisper:v1", null, "localhost:5000", "pets/whisper", "v1")]
    public void An_images_name_is_taken_apart(
        string image, string? tag, string? registry, string name, string? expectedTag)
    {
        var container = _model.Builder.AddContainer("c", "other").WithImage(image, tag);
        var annotation = container.Resource.Annotations.OfType<ContainerImageAnnotation>().Single();
        Assert.Equal((registry, name, expectedTag), (annotation.Registry, annotation.Image, annotation.Tag));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Red is")]
    [InlineData("redis:")]
    [InlineData("redis@sha256:short")]
    [InlineData("https://docker.io/redis")]
    public void What_is_no_images_name_is_refused(string image) =>
        Assert.ThrowsAny<ArgumentException>(() => _model.Builder.AddContainer("c", image));

    [Fact]
    public void A_digest_takes_the_place_of_the_tag_and_the_other_way_round()
    {
        var digest = new string('a', 64);
        var container = _model.Builder.AddContainer("c", "redis", "8").WithImageSHA256(digest)
            .WithImageRegistry("docker.io");
        var image = container.Resource.Annotations.OfType<ContainerImageAnnotation>().Single();
        Assert.Equal((null, $"docker.io/redis@sha256:{digest}"), (image.Tag, image.FullName));
        container.WithImageTag("9");
        Assert.Equal((null, "docker.io/redis:9"), (image.SHA256, image.FullName));
        Assert.Throws<ArgumentException>(() => container.WithImage("redis:8", "9"));
    }

    [Fact]
    public void A_secret_cannot_be_a_build_argument()
    {
        var secret = _model.Builder.AddParameter("key", secret: true);
        var built = _model.Builder.AddDockerfile("c", "folder").WithBuildSecret("key", secret);
        var refused = Assert.Throws<InvalidOperationException>(() => built.WithBuildArg("KEY", secret));
        Assert.Contains("WithBuildSecret", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(
            () => _model.Builder.AddContainer("plain", "redis").WithBuildArg("A", "b"));
    }

    [Fact]
    public void Paths_of_mounts_and_builds_begin_at_the_AppHosts_folder()
    {
        var container = _model.Builder.AddDockerfile("c", "folder", "Own.Dockerfile").WithBindMount("data", "/data");
        var build = container.Resource.Annotations.OfType<DockerfileBuildAnnotation>().Single();
        var folder = Path.Combine(_model.Builder.AppHostDirectory, "folder");
        Assert.Equal((folder, Path.Combine(folder, "Own.Dockerfile")), (build.ContextPath, build.DockerfilePath));
        Assert.Equal(
            Path.Combine(_model.Builder.AppHostDirectory, "data"),
            container.Resource.Annotations.OfType<ContainerMountAnnotation>().Single().Source);
    }

    [Fact]
    public void Another_image_ends_the_build()
    {
        var container = _model.Builder.AddDockerfile("c", "folder").WithImage("redis");
        Assert.Empty(container.Resource.Annotations.OfType<DockerfileBuildAnnotation>());
    }

    public ValueTask DisposeAsync() => _model.DisposeAsync();
}
