using PawPal.Operations.Backups;

namespace PawPal.Operations.Tests.Backups;

public sealed class KeepRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("3", 3)]
    [InlineData("99", 10)]
    [InlineData("2d", 3)]
    [InlineData("30d", 10)]
    public void Keeps_as_many_as_it_says(string rule, int kept) =>
        Assert.Equal(10 - kept, KeepRule.Parse(rule)!.Outdated(Daily(10, Now), Now).Count);

    [Fact]
    public void The_newest_stays_however_old_it_is()
    {
        var old = Daily(3, Now.AddDays(-100));

        Assert.Equal(old.Skip(1), KeepRule.Parse("7d")!.Outdated(old, Now));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("d")]
    [InlineData("7 d")]
    [InlineData("1w")]
    public void What_is_no_rule_is_refused(string text) =>
        Assert.Throws<UsageFailure>(() => KeepRule.Parse(text));

    private static IReadOnlyList<BackupManifest> Daily(int count, DateTimeOffset newest) =>
    [
        .. Enumerable.Range(0, count).Select(day => new BackupManifest
        {
            Kind = BackupKind.Database, Source = "pawpal", File = $"{day}", Created = newest.AddDays(-day), Bytes = 1,
            Sha256 = "",
        }),
    ];
}
