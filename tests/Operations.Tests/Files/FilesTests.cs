using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using PawPal.Operations.Backups;
using PawPal.Operations.Tests.Storage;

namespace PawPal.Operations.Tests.Files;

public sealed class FilesTests(Databases databases, S3Server s3)
{
    private static readonly Dictionary<string, string> NoDatabase = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_come_back_as_they_were()
    {
        using var files = new TemporaryFolder();
        using var backups = new TemporaryFolder();
        using var target = new TemporaryFolder();
        var database = await databases.NewAsync();
        await FillAsync(files.Path);
        Directory.CreateDirectory(Path.Combine(files.Path, "lost+found"));
        await File.WriteAllTextAsync(Path.Combine(files.Path, "lost+found", "x"), "not ours", Ct);

        (await OpsRun.ToEndAsync(
            databases.Variables(database), "backup-files", "--from", files.Path, "--to", backups.Path)).Succeeded();
        (await OpsRun.ToEndAsync(NoDatabase, "verify", "--from", backups.Path)).Succeeded();
        (await OpsRun.ToEndAsync(NoDatabase, "restore-files", "--from", backups.Path, "--to", target.Path)).Succeeded();

        Directory.Delete(Path.Combine(files.Path, "lost+found"), recursive: true);
        Assert.Equal(Content(files.Path), Content(target.Path));
        Assert.Equal("files", await databases.ScalarAsync<string>(database, "select kind from backup_run"));
        var again = await OpsRun.ToEndAsync(
            NoDatabase, "restore-files", "--from", backups.Path, "--to", target.Path);
        Assert.Contains("is not empty", again.Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_go_to_a_bucket_and_come_back_from_it()
    {
        var (uploads, backups) = (s3.NewBucket(), s3.NewBucket());
        var variables = s3.AddTo([]);
        using var files = new TemporaryFolder();
        using var local = new TemporaryFolder();
        using var target = new TemporaryFolder();
        await FillAsync(files.Path);
        var (photos, saved) = ($"s3://{uploads}/photos", $"s3://{backups}/files");

        (await OpsRun.ToEndAsync(variables, "backup-files", "--from", files.Path, "--to", local.Path)).Succeeded();
        (await OpsRun.ToEndAsync(variables, "restore-files", "--from", local.Path, "--to", photos)).Succeeded();
        (await OpsRun.ToEndAsync(variables, "backup-files", "--from", photos, "--to", saved)).Succeeded();
        (await OpsRun.ToEndAsync(variables, "restore-files", "--from", saved, "--to", target.Path)).Succeeded();

        Assert.Equal(
            Content(files.Path).Select(file => (file.Path, file.Hash)),
            Content(target.Path).Select(file => (file.Path, file.Hash)));
        var again = await OpsRun.ToEndAsync(variables, "restore-files", "--from", saved, "--to", photos);
        Assert.Contains("is not empty", again.Failed(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/tmp/outside")]
    [InlineData("a//b")]
    [InlineData("link")]
    public async Task An_archive_that_leads_out_of_its_folder_is_refused_before_a_file_is_written(string name)
    {
        using var backups = new TemporaryFolder();
        using var parent = new TemporaryFolder();
        var target = Directory.CreateDirectory(Path.Combine(parent.Path, "target")).FullName;
        await ForgeAsync(backups.Path, name);

        var result = await OpsRun.ToEndAsync(NoDatabase, "restore-files", "--from", backups.Path, "--to", target);

        Assert.Contains($"holds '{name}', which", result.Failed(), StringComparison.Ordinal);
        Assert.Equal(["target"], parent.Names);
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
    }

    [Fact]
    public async Task A_flipped_byte_is_noticed()
    {
        using var files = new TemporaryFolder();
        using var backups = new TemporaryFolder();
        using var target = new TemporaryFolder();
        await FillAsync(files.Path);
        (await OpsRun.ToEndAsync(NoDatabase, "backup-files", "--from", files.Path, "--to", backups.Path)).Succeeded();
        var archive = backups.Single(".tar.gz");
        var bytes = await File.ReadAllBytesAsync(archive, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(archive, bytes, Ct);

        var result = await OpsRun.ToEndAsync(
            NoDatabase, "restore-files", "--from", backups.Path, "--to", target.Path);

        Assert.Contains("is damaged", result.Failed(), StringComparison.Ordinal);
        Assert.Empty(target.Names);
    }

    private static async Task FillAsync(string folder)
    {
        var noise = new byte[300_000];
        new Random(7).NextBytes(noise);
        foreach (var (name, bytes) in new[]
        {
            ("photo.jpg", noise), ("deep/er/Ünïcode name 日本.png", noise[..70_000]), ("empty", []),
            (".hidden", [1, 2]),
            (new string('n', 150) + "/" + new string('m', 120), noise[..10]),
        })
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, bytes, Ct);
            File.SetLastWriteTimeUtc(path, new DateTime(2026, 3, 29, 1, 2, 3, DateTimeKind.Utc));
        }
    }

    private static List<(string Path, string Hash, DateTime Changed)> Content(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (
                Path.GetRelativePath(folder, path),
                Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
                File.GetLastWriteTimeUtc(path))),
    ];

    /// <summary>An archive that another program made, with a manifest that fits.</summary>
    private static async Task ForgeAsync(string folder, string name)
    {
        var file = BackupName.New(BackupKind.Files, "files", TimeProvider.System.GetUtcNow()).File;
        var path = Path.Combine(folder, file);
        await using (var compressed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        await using (var tar = new TarWriter(compressed))
        {
            var entry = name == "link"
                ? new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = "/etc/passwd" }
                : new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) };
            await tar.WriteEntryAsync(entry, Ct);
        }

        var bytes = await File.ReadAllBytesAsync(path, Ct);
        var manifest = new BackupManifest
        {
            Kind = BackupKind.Files,
            Source = "files",
            File = file,
            Created = TimeProvider.System.GetUtcNow(),
            Bytes = bytes.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Files = new FilesContent(1, name == "link" ? 0 : 1),
        };
        await File.WriteAllTextAsync(path + ".json", manifest.ToJson(), Ct);
    }
}
