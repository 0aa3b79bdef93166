using CsCheck;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Postgres;
using PawPal.ServiceDefaults.Redis;

namespace PawPal.ServiceDefaults.Tests.Configuration;

public sealed class ServiceUrlTests
{
    private static readonly Gen<string> Word =
        Gen.Char[' ', '\u02ff'].Array[1, 24].Select(letters => new string(letters));

    private static readonly Gen<string> Starts =
        Gen.Int[0, 3].Select(number => new[] { "", "postgresql://", "redis://", "postgres://a:b@" }[number]);

    [Fact]
    public void Any_user_password_and_database_survive_the_way_through_a_database_url() =>
        Gen.Select(Word, Word, Word, Gen.Int[1, 65_535]).Sample((user, password, database, port) =>
        {
            var url = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"postgresql://{Encode(user)}:{Encode(password)}@db.example:{port}/{Encode(database)}");
            var read = new Npgsql.NpgsqlConnectionStringBuilder(PostgresUrl.Parse(url).ConnectionString);
            Assert.Equal(
                (user, password, database, port), (read.Username, read.Password, read.Database, read.Port));
        });

    [Fact]
    public void Any_user_and_password_survive_the_way_through_a_redis_url() =>
        Gen.Select(Word, Word, Gen.Int[0, 15]).Sample((user, password, database) =>
        {
            var url = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"rediss://{Encode(user)}:{Encode(password)}@cache.example/{database}");
            var read = RedisUrl.Parse(url);
            Assert.Equal((user, password, (int?)database), (read.User, read.Password, read.DefaultDatabase));
        });

    [Fact]
    public void No_text_makes_the_readers_throw_anything_but_an_error_that_names_the_variable() =>
        Gen.Select(Starts, Gen.String).Sample((start, text) =>
        {
            Assert.All(
                [() => PostgresUrl.Parse(start + text), () => (object)RedisUrl.Parse(start + text)],
                parse =>
                {
                    if (Record.Exception(parse) is { } problem)
                        Assert.Contains("_URL", Assert.IsType<ServiceConfigurationException>(problem).Message);
                });
        });

    private static string Encode(string text) => Uri.EscapeDataString(text);
}
