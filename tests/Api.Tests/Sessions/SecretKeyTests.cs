using PawPal.Api.Sessions;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.Api.Tests.Sessions;

public sealed class SecretKeyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("k3y-of-few-signs")]
    [InlineData("changeme-changeme-changeme-changeme")]
    [InlineData("your-secret-key-here-your-secret-key-here")]
    [InlineData("Change_This_To_A_Random_String_Of_32_Chars")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("00000000000000000000000000000000")]
    public void A_key_that_protects_nothing_stops_the_start_and_is_not_repeated(string? key)
    {
        var refused = Assert.Throws<ServiceConfigurationException>(() => SecretKey.Read(key, mayMakeOne: false));
        Assert.StartsWith("SECRET_KEY ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        if (key?.Trim() is { Length: > 0 } given)
            Assert.DoesNotContain(given, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("change-me")]
    [InlineData("your-secret-key")]
    [InlineData("CHANGE_ME")]
    public void What_the_guide_and_the_manifests_write_in_its_place_is_called_a_placeholder(string key)
    {
        var refused = Assert.Throws<ServiceConfigurationException>(() => SecretKey.Read(key, mayMakeOne: true));
        Assert.StartsWith("SECRET_KEY is a placeholder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_development_a_missing_key_is_made_for_the_process()
    {
        var key = SecretKey.Read(null, mayMakeOne: true);
        Assert.True(key.IsEphemeral);
        Assert.NotEqual(key.Derive("a"), SecretKey.Read(null, mayMakeOne: true).Derive("a"));
    }

    [Fact]
    public void Each_purpose_has_a_key_of_its_own()
    {
        var key = SecretKey.Read(ApiFixture.SecretKey, mayMakeOne: false);
        Assert.False(key.IsEphemeral);
        Assert.NotEqual(key.Derive("a"), key.Derive("b"));
        Assert.Equal(key.Derive("a"), SecretKey.Read(ApiFixture.SecretKey, mayMakeOne: false).Derive("a"));
    }
}
