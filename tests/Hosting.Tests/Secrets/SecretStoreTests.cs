using Aspire.Hosting;
using PawPal.Hosting.Secrets;

namespace PawPal.Hosting.Tests.Secrets;

public sealed class SecretStoreTests
{
    [Fact]
    public void A_secret_is_made_once_and_only_the_user_can_read_it()
    {
        using var state = new StateForTest();
        var made = new SecretStore(state.Path).GetOrAdd("key", () => "first");
        var kept = new SecretStore(state.Path).GetOrAdd("key", () => "second");
        Assert.Equal("first", made);
        Assert.Equal("first", kept);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(state.Path, "secrets.json")));
    }

    [Fact]
    public void A_damaged_file_is_not_overwritten()
    {
        using var state = new StateForTest();
        var file = Path.Combine(state.Path, "secrets.json");
        File.WriteAllText(file, "{ \"key\": ");
        var refused = Assert.Throws<DistributedApplicationException>(
            () => new SecretStore(state.Path).GetOrAdd("key", () => "new"));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Equal("{ \"key\": ", File.ReadAllText(file));
    }
}
