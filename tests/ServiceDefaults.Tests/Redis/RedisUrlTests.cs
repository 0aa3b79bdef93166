using System.Net;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Tests.Redis;

public sealed class RedisUrlTests
{
    [Theory]
    [InlineData("redis://cache", "Unspecified/cache:6379", null, null, null, false)]
    [InlineData("redis://cache:6380/3", "Unspecified/cache:6380", null, null, 3, false)]
    [InlineData("redis://:pass@cache/0", "Unspecified/cache:6379", null, "pass", 0, false)]
    [InlineData("redis://paw:p%2Ca%40l@cache", "Unspecified/cache:6379", "paw", "p,a@l", null, false)]
    [InlineData("rediss://paw:pal@cache:6390/1", "Unspecified/cache:6390", "paw", "pal", 1, true)]
    [InlineData("redis://127.0.0.1:6390", "127.0.0.1:6390", null, null, null, false)]
    [InlineData("redis://[::1]:6390/2", "[::1]:6390", null, null, 2, false)]
    [InlineData("redis://cache/?db=4&protocol=3", "Unspecified/cache:6379", null, null, 4, false)]
    public void Urls_are_translated(
        string url, string endpoint, string? user, string? password, int? database, bool isEncrypted)
    {
        var read = RedisUrl.Parse(url);
        Assert.Equal(endpoint, Assert.Single(read.EndPoints).ToString());
        Assert.Equal(
            (user, password, database, isEncrypted), (read.User, read.Password, read.DefaultDatabase, read.Ssl));
    }

    [Theory]
    [InlineData("http://:s3cret@cache", "redis://")]
    [InlineData("redis://:s3cret@", "no host")]
    [InlineData("redis://:s3cret@cache/first", "database")]
    [InlineData("redis://:s3cret@cache?ttl=4", "unknown option")]
    [InlineData("redis://:12/s3cret@cache", "%2F")]
    [InlineData("redis://:12#s3cret@cache", "%23")]
    public void A_wrong_url_is_named_by_its_variable_and_never_shown(string url, string hint)
    {
        var problem = Assert.Throws<ServiceConfigurationException>(() => RedisUrl.Parse(url));
        Assert.StartsWith("REDIS_URL ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(hint, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ip_address_is_not_looked_up() =>
        Assert.IsType<IPEndPoint>(Assert.Single(RedisUrl.Parse("redis://127.0.0.1").EndPoints));

    [Fact]
    public void The_protocol_can_be_chosen() =>
        Assert.Equal(RedisProtocol.Resp3, RedisUrl.Parse("redis://cache?protocol=3").Protocol);
}
