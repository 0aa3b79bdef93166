using CsCheck;

namespace PawPal.Understanding.Tests;

/// <summary>Frames that something else wrote are believed only whole.</summary>
public sealed class FrameSchemaTests
{
    private static string? Line(string frames) =>
        FrameSchema.Read($$"""{"frames":[{{frames}}]}""", Expect.Home) is { } read ? Expect.Line(read) : null;

    [Theory]
    [InlineData("""{"intent":"log_feeding","slots":{"pets":["max"],"amount":2,"unit":"cup","when":"2026-03-12T07:00"}}""",
        "log_feeding pets=Max amount=2 unit=cup when=03-12T07:00")]
    [InlineData("""{"intent":"create_reminder","slots":{"topic":"walk","recurrence":"FREQ=DAILY;BYHOUR=8;BYMINUTE=0"}}""",
        "create_reminder topic=walk rrule=FREQ=DAILY;BYHOUR=8;BYMINUTE=0")]
    [InlineData("""{"intent":"reschedule","slots":{"topic":"walk","duration_minutes":-30}}""",
        "reschedule min=-30 topic=walk")]
    [InlineData("""{"intent":"add_pet","slots":{"pets":["Rex"],"species":"dog"}}""", "add_pet pets=Rex species=dog")]
    [InlineData("""{"intent":"help","slots":{"topic":null}}""", "help")]
    [InlineData("""{"intent":"help"}""", "help")]
    public void What_the_household_could_have_said_is_read(string frame, string expected) =>
        Assert.Equal(expected, Line(frame));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("""{"slots":{}}""")]
    [InlineData("""{"intent":"Log_Feeding"}""")]
    [InlineData("""{"intent":"help","slots":[]}""")]
    [InlineData("""{"intent":"help","slots":{"colour":"red"}}""")]
    [InlineData("""{"intent":"log_walk","slots":{"pets":[]}}""")]
    [InlineData("""{"intent":"log_walk","slots":{"pets":["Rex"]}}""")]
    [InlineData("""{"intent":"log_walk","slots":{"pets":"Max"}}""")]
    [InlineData("""{"intent":"log_walk","slots":{"pets":["Max"],"distance_km":0}}""")]
    [InlineData("""{"intent":"log_walk","slots":{"pets":["Max"],"distance_km":1e9}}""")]
    [InlineData("""{"intent":"log_walk","slots":{"pets":["Max"],"when":"2026-03-13T07:00"}}""")]
    [InlineData("""{"intent":"log_walk","slots":{"pets":["Max"],"when":"2026-03-12T07:00Z"}}""")]
    [InlineData("""{"intent":"log_medication","slots":{"pets":["Max"]}}""")]
    [InlineData("""{"intent":"log_medication","slots":{"pets":["Max"],"medication":"x","dose":"lots"}}""")]
    [InlineData("""{"intent":"create_reminder","slots":{"recurrence":"every day"}}""")]
    [InlineData("""{"intent":"log_note","slots":{"pets":["Max"],"note":"a\nb"}}""")]
    public void Anything_else_is_nothing(string frame) => Assert.Null(Line(frame));

    [Fact]
    public void No_text_makes_it_throw() => Gen.String.Sample(text => FrameSchema.Read(text, Expect.Home) is null);

    [Fact]
    public void A_log_without_a_pet_asks_which() => Assert.Equal(
        "log_feeding ? missing pets: Bella, Max, Luna, Mochi, Pip, Mr. Whiskers", Line("""{"intent":"log_feeding"}"""));
}
