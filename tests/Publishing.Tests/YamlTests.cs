using System.Text.Json.Nodes;
using CsCheck;
using PawPal.Publishing.Yaml;

namespace PawPal.Publishing.Tests;

public sealed class YamlTests
{
    [Theory]
    [InlineData("y"), InlineData("No"), InlineData("on"), InlineData("1e3"), InlineData("0x1F"), InlineData("1_000"), InlineData("12:30")]
    [InlineData("null"), InlineData("~"), InlineData(""), InlineData(" x"), InlineData("- a"), InlineData("a: b"), InlineData("#x")]
    [InlineData("*a"), InlineData("&a"), InlineData("!x"), InlineData("%x"), InlineData("@x"), InlineData("`x"), InlineData("'")]
    [InlineData("\""), InlineData("a\nb"), InlineData("a\n"), InlineData("a\n\n"), InlineData(" a\nb\n"), InlineData("\n"), InlineData("\t")]
    [InlineData(".inf"), InlineData(".NaN"), InlineData("é"), InlineData("\u2028"), InlineData("\u0007"), InlineData("=")]
    [InlineData("2026-11-23"), InlineData("true"), InlineData("TRUE"), InlineData("0o17"), InlineData("017"), InlineData("+1"), InlineData("<<"), InlineData("ey")]
    public void A_text_comes_back_as_the_same_text(string text) => Assert.Equal(text, RoundTrip(text));

    [Fact]
    public void Any_text_comes_back_as_the_same_text() =>
        Gen.String[Gen.Char[' ', '~'], 0, 12].Sample(text => Assert.Equal(text, RoundTrip(text)), iter: 500, threads: 1);

    [Fact]
    public void Numbers_and_truth_values_stay_what_they_are()
    {
        var read = YamlReading.Documents(YamlText.Write(new JsonObject { ["a"] = 1, ["b"] = true, ["c"] = null }))[0];
        Assert.Equal("""{"a":1,"b":true,"c":null}""", read.ToJsonString());
    }

    private static string? RoundTrip(string text)
    {
        var read = YamlReading.Documents(YamlText.Write(new JsonObject { ["value"] = text, [$"k{text}"] = 1 }))[0].AsObject();
        Assert.Contains($"k{text}", read.Select(member => member.Key));
        return read["value"]!.GetValue<string>();
    }
}
