using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests;

/// <summary>What is published for kustomize, built by kustomize.</summary>
public sealed class KustomizeTests
{
    [Theory, MemberData(nameof(Sample.WithOptions), MemberType = typeof(Sample))]
    public async Task Every_overlay_is_built(string sample)
    {
        using var folder = new Written(Sample.Publish(sample));
        Assert.NotEmpty((await folder.BuildAsync("overlays/production")).Objects);
        var staging = await folder.BuildAsync("overlays/staging");
        Assert.All(staging.Objects.Where(one => one.At("metadata.namespace") is not null), one =>
            Assert.EndsWith("-staging", $"{one.At("metadata.namespace")}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_release_in_an_overlay_is_another_job()
    {
        using var folder = new Written(Sample.Publish("care"));
        var name = Jobs(await folder.BuildAsync("overlays/production"));
        Assert.EndsWith("-v0.1.0", name, StringComparison.Ordinal);
        folder.Replace("overlays/production/kustomization.yaml", "newTag: v0.1.0", "newTag: v0.2.0");
        var next = await folder.BuildAsync("overlays/production");
        Assert.EndsWith("-v0.2.0", Jobs(next), StringComparison.Ordinal);
        Assert.Equal(
            "care/api:v0.2.0",
            $"{Cluster.Pod(next.Find("Deployment", "care-api")!)["containers"]![0]!["image"]}");
    }

    [Fact]
    public async Task A_digest_takes_the_place_of_the_tag()
    {
        using var folder = new Written(Sample.Publish("care:digests"));
        var built = await folder.BuildAsync("k8s");
        var pod = Cluster.Pod(built.Find("Deployment", "care-api")!);
        Assert.All(
            Cluster.ContainersOf(pod),
            one => Assert.StartsWith("care/api@sha256:aaa", $"{one["image"]}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_value_of_a_secret_starts_pods_anew()
    {
        using var folder = new Written(Sample.Publish("care"));
        folder.Write("over/kustomization.yaml", "resources: [../k8s]\ncomponents: [../k8s/components/secrets]\n");
        folder.Write("k8s/components/secrets/care-secrets.env", "db-password=one\ncache-password=two\n");
        var first = Read(await folder.BuildAsync("over"));
        folder.Write("k8s/components/secrets/care-secrets.env", "db-password=three\ncache-password=two\n");
        var second = await folder.BuildAsync("over");
        Assert.NotEqual(first, Read(second));
        Assert.NotNull(second.Find("Secret", Read(second)));

        static string Read(Cluster built) => $"{Cluster.Pod(built.Find("Deployment", "care-api")!)["containers"]![0]
            .Items("env").First(one => one["valueFrom"] is not null).At("valueFrom.secretKeyRef.name")}";
    }

    private static string Jobs(Cluster built) => $"{built.Of("Job").Single().At("metadata.name")}";

    private sealed class Written : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("publishing-");

        public Written(IReadOnlyDictionary<string, string> files)
        {
            Assert.SkipUnless(
                (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
                    .Any(path => File.Exists(Path.Combine(path, "kubectl"))),
                "kubectl is not installed");
            foreach (var (path, text) in files)
                Write(path, text);
        }

        public void Write(string path, string text)
        {
            var file = Path.Combine(_folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        public void Replace(string path, string old, string other) => Write(
            path, File.ReadAllText(Path.Combine(_folder.FullName, path)).Replace(old, other, StringComparison.Ordinal));

        public async Task<Cluster> BuildAsync(string path) => new(YamlReading.Documents(
            await CommandOutput.OfAsync("kubectl", "kustomize", Path.Combine(_folder.FullName, path))));

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
