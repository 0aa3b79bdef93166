using Npgsql;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Postgres;

namespace PawPal.ServiceDefaults.Tests.Postgres;

public sealed class PostgresUrlTests
{
    [Theory]
    [InlineData("postgresql://paw:pal@db:5433/pawpal", "Host=db;Port=5433;Username=paw;Password=pal;Database=pawpal")]
    [InlineData("postgres://paw:pal@db/pawpal", "Host=db;Username=paw;Password=pal;Database=pawpal")]
    [InlineData("postgresql+asyncpg://paw:pal@db:5432/pawpal",
        "Host=db;Port=5432;Username=paw;Password=pal;Database=pawpal")]
    [InlineData("POSTGRESQL://paw@db/pawpal", "Host=db;Username=paw;Database=pawpal")]
    [InlineData("postgresql://p%40w:p%3A%2F%3F%23%5B%5D%25@db/p%20p",
        "Host=db;Username=p@w;Password=\"p:/?#[]%\";Database=p p")]
    [InlineData("postgresql://paw:a:b@db/pawpal", "Host=db;Username=paw;Password=a:b;Database=pawpal")]
    [InlineData("postgresql://paw:a;b='c@db/pawpal", "Host=db;Username=paw;Password=\"a;b='c\";Database=pawpal")]
    [InlineData("postgresql://paw:pal@[::1]:5433/pawpal",
        "Host=::1;Port=5433;Username=paw;Password=pal;Database=pawpal")]
    [InlineData("postgresql://[fe80::1]/pawpal", "Host=fe80::1;Database=pawpal")]
    [InlineData("postgresql:///pawpal?host=/run/postgresql", "Host=/run/postgresql;Database=pawpal")]
    [InlineData("postgresql://db/pawpal?sslmode=verify-full&sslrootcert=/ca.pem",
        "Host=db;Database=pawpal;SSL Mode=VerifyFull;Root Certificate=/ca.pem")]
    [InlineData("postgresql://db/pawpal?ssl=true", "Host=db;Database=pawpal;SSL Mode=Require")]
    [InlineData("postgresql://db/pawpal?connect_timeout=7&application_name=paw%20pal",
        "Host=db;Database=pawpal;Timeout=7;Application Name=paw pal")]
    [InlineData("  postgresql://db:/pawpal\n", "Host=db;Database=pawpal")]
    public void Urls_are_translated(string url, string expected)
    {
        var read = PostgresUrl.Parse(url);
        Assert.True(new NpgsqlConnectionStringBuilder(expected).EquivalentTo(read), read.ToString());
    }

    [Theory]
    [InlineData("mysql://paw:s3cret@db/pawpal", "postgresql://")]
    [InlineData("s3cret", "postgresql://")]
    [InlineData("postgresql://paw:s3cret@/pawpal", "no host")]
    [InlineData("postgresql://paw:s3cret@db:port/pawpal", "port")]
    [InlineData("postgresql://paw:s3cret@db:70000/pawpal", "port")]
    [InlineData("postgresql://paw:12/s3cret@db/pawpal", "%2F")]
    [InlineData("postgresql://paw:12?s3cret@db/pawpal", "%3F")]
    [InlineData("postgresql://paw:12#s3cret@db/pawpal", "%23")]
    [InlineData("postgresql://paw:s3cret@[::1/pawpal", "']'")]
    [InlineData("postgresql://paw:s3cret@a:1,b:2/pawpal", "several hosts")]
    [InlineData("postgresql://paw:s3cret@db/pawpal?sslmode=maybe", "sslmode")]
    [InlineData("postgresql://paw:s3cret@db/pawpal?connect_timeout=soon", "connect_timeout")]
    [InlineData("postgresql://paw@db/pawpal?s3cret=1", "unknown option")]
    public void A_wrong_url_is_named_by_its_variable_and_never_shown(string url, string hint)
    {
        var problem = Assert.Throws<ServiceConfigurationException>(() => PostgresUrl.Parse(url));
        Assert.StartsWith("DATABASE_URL ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(hint, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
    }
}
