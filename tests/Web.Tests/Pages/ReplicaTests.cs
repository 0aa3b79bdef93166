using System.Text.RegularExpressions;
using PawPal.Web.Tests.Stack;

namespace PawPal.Web.Tests.Pages;

/// <summary>The gateway sends each request to any replica: what one of them gave out must hold at the others.</summary>
public sealed partial class ReplicaTests(WebStack stack)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/register")]
    [InlineData("/pets/new")]
    public async Task Two_replicas_give_the_same_page_and_nothing_that_one_alone_could_read_again(string path)
    {
        var ct = TestContext.Current.CancellationToken;
        stack.Reset();
        await using var second = await WebProcess.StartAsync(("services__backend__http__0", stack.Address));
        var pages = new List<string>();
        foreach (var address in new[] { stack.Frontend, second.Address })
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
            answer.EnsureSuccessStatusCode();
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            pages.Add(await answer.Content.ReadAsStringAsync(ct));
        }

        // A token of one replica's keys would differ: it is random.
        Assert.Equal(pages[0], pages[1]);
        Assert.DoesNotMatch(Token(), pages[0]);
        Assert.DoesNotContain("DataProtection", second.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("__RequestVerificationToken|CfDJ8", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
