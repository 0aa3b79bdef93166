namespace PawPal.Publishing.Tests.Compose;

/// <summary>What <c>init-env.sh</c> leaves behind, run as it is.</summary>
public sealed class InitScriptTests : IDisposable
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ProjectFolder _folder = new(Sample.Publish("storage"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Secrets_are_made_for_their_owner_alone()
    {
        var (code, said) = await _folder.InitAsync(("ROOT_KEY", "it's $5 & more"));
        Assert.Equal(0, code);
        Assert.Contains("Still to be given in .env: MAIL", said, StringComparison.Ordinal);
        Assert.Equal(OwnersAlone, File.GetUnixFileMode(_folder[".env"]));
        Assert.Matches("(?m)^DB_PASSWORD='[A-Za-z0-9]{22}'$", _folder.Text(".env"));
        Assert.Contains(@"ROOT_KEY='it\'s $5 & more'", _folder.Text(".env"), StringComparison.Ordinal);
        Assert.Contains("MAIL=''", _folder.Text(".env"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_secrets_can_be_read_by_containers_and_by_nobody_else_of_the_machine()
    {
        await _folder.InitAsync(("ROOT_KEY", "it's $5 & more"));
        Assert.Equal(OwnersAlone | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["secrets"]));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            File.GetUnixFileMode(_folder["secrets/db-password"]));
        Assert.Equal("it's $5 & more", _folder.Text("secrets/root-key"));
        Assert.Contains(
            $"DB_PASSWORD='{_folder.Text("secrets/db-password")}'", _folder.Text(".env"),
            StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["secrets/mail"]));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await _folder.InitAsync();
        var (env, secret) = (_folder.Text(".env"), _folder.Text("secrets/db-password"));
        var (_, said) = await _folder.InitAsync();
        Assert.Contains("stays as it is", said, StringComparison.Ordinal);
        Assert.Equal((env, secret), (_folder.Text(".env"), _folder.Text("secrets/db-password")));
    }

    [Fact]
    public async Task What_an_update_wants_is_added_and_what_was_changed_by_hand_arrives_in_the_files()
    {
        await File.WriteAllTextAsync(
            _folder[".env"], "# mine\nDB_PASSWORD='a b\\'c'\nOTHER=x\nMAIL=\nROOT_KEY=plain\n",
            TestContext.Current.CancellationToken);
        await _folder.InitAsync(("MAIL", "smtp://mail"), ("ROOT_KEY", "ignored"));
        Assert.Equal(
            "# mine\nDB_PASSWORD='a b\\'c'\nOTHER=x\nROOT_KEY=plain\nMAIL='smtp://mail'\n", _folder.Text(".env"));
        Assert.Equal("a b'c", _folder.Text("secrets/db-password"));
        Assert.Equal("plain", _folder.Text("secrets/root-key"));
    }

    [Theory]
    [InlineData("DB_PASSWORD=\"x$y\"\n", "the value of DB_PASSWORD in .env must stand in single quotes")]
    [InlineData("DB_PASSWORD=x #y\n", "the value of DB_PASSWORD in .env must stand in single quotes")]
    public async Task A_value_that_it_cannot_read_ends_it_with_everything_as_it_was(string env, string why)
    {
        await File.WriteAllTextAsync(_folder[".env"], env, TestContext.Current.CancellationToken);
        var (code, said) = await _folder.InitAsync();
        Assert.Equal((1, $"init-env.sh: {why}\n"), (code, said));
        Assert.Equal(env, _folder.Text(".env"));
        Assert.False(Directory.Exists(_folder["secrets"]));
    }

    [Fact]
    public async Task A_folder_that_an_engine_made_too_early_becomes_the_file()
    {
        Directory.CreateDirectory(_folder["secrets/db-password"]);
        Assert.Equal(0, (await _folder.InitAsync()).Code);
        Assert.NotEmpty(_folder.Text("secrets/db-password"));
    }

    [Fact]
    public async Task A_percent_encoded_form_follows_the_value_it_is_made_of()
    {
        using var starter = new ProjectFolder(Sample.Publish("starter"));
        await starter.InitAsync();
        await File.WriteAllTextAsync(
            starter[".env"],
            starter.Text(".env").Replace("CACHE_PASSWORD='", "CACHE_PASSWORD='/", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await starter.InitAsync();
        Assert.Matches("(?m)^CACHE_PASSWORD_URI_ENCODED='%2F[A-Za-z0-9]{22}'$", starter.Text(".env"));
        Assert.Single(
            starter.Text(".env").Split('\n'), line => line.StartsWith("CACHE_PASSWORD_URI", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_telemetry_must_show_is_made_of_the_dashboards_key()
    {
        using var own = new ProjectFolder(Sample.Publish(Sample.Own));
        await own.InitAsync();
        Assert.Equal(
            $"x-otlp-api-key={own.Text("secrets/dashboard-otlp-key")}",
            own.Text("secrets/otel-exporter-otlp-headers"));
    }

    [Theory, MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public async Task Shellcheck_finds_nothing(string sample)
    {
        using var folder = new ProjectFolder(Sample.Publish(sample));
        await Programs.SucceedAsync(Programs.Require("shellcheck"), [folder["init-env.sh"]]);
    }
}
