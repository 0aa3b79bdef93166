using System.Text.RegularExpressions;

namespace PawPal.Api.Tests;

public sealed partial class RegistryTests
{
    [Fact]
    public void The_page_explains_each_problem_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "problems.md"));
        var explained = Entry().Matches(page).ToDictionary(m => m.Groups["code"].Value, m => m.Groups["status"].Value);
        var known = Api.Problems.All.ToDictionary(
            p => p.Code, p => p.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(known.OrderBy(p => p.Key), explained.OrderBy(p => p.Key));
    }

    [Fact]
    public void Codes_are_unique()
    {
        var codes = Api.Problems.All.Select(p => p.Code).ToList();
        Assert.Equal(codes.Distinct(), codes);
    }

    [GeneratedRegex(
        @"^### `(?<code>[a-z-]+)` \((?<status>\d{3})\)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Entry();
}
