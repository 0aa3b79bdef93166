using Aspire.Hosting;
using PawPal.Hosting.Tests.Publishing;

namespace PawPal.Hosting.Tests.Model;

/// <summary>
/// docs/aspire.md is the list of names that Aspire has and that are offered here. What the AppHosts of this repository
/// use is offered here, or they would not build; so a name that Aspire lacks could come in by this list alone.
/// </summary>
public sealed class MemberTableTests
{
    private static readonly string Document = Path.Combine(Repository.Root, "docs", "aspire.md");

    [Fact]
    public async Task The_table_lists_every_public_member_and_nothing_else()
    {
        var offered = PublicMembers.Of(typeof(DistributedApplication).Assembly)
            .Select(type => Row(type.Key, type.Value)).ToArray();
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
            await WriteAsync(offered);
        Assert.Equal(offered, await RowsAsync());
    }

    [Fact]
    public void Names_of_our_own_stand_in_our_own_namespaces_and_only_traits_are_public()
    {
        var own = typeof(DistributedApplication).Assembly.GetExportedTypes()
            .Where(type => !type.Namespace!.StartsWith("Aspire.Hosting", StringComparison.Ordinal))
            .Select(type => type.Namespace).Distinct();
        Assert.Equal(["PawPal.Hosting.Traits"], own);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Row(string type, IEnumerable<string> members) =>
        $"| `{type}` | {string.Join(", ", members.Select(member => $"`{member}`"))} |".Replace("|  |", "| – |",
            StringComparison.Ordinal);

    private static async Task<string[]> RowsAsync() =>
        [.. (await File.ReadAllLinesAsync(Document, Ct)).Where(IsRow)];

    private static bool IsRow(string line) => line.StartsWith("| `Aspire.Hosting.", StringComparison.Ordinal);

    private static async Task WriteAsync(IEnumerable<string> rows)
    {
        var lines = await File.ReadAllLinesAsync(Document, Ct);
        var first = Array.IndexOf(lines, "| type | members |") + 2;
        await File.WriteAllLinesAsync(
            Document, [.. lines[..first], .. rows, .. lines[first..].SkipWhile(IsRow)], Ct);
    }
}
