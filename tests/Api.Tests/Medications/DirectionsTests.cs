using PawPal.Api.Medications;

namespace PawPal.Api.Tests.Medications;

public sealed class DirectionsTests
{
    [Theory]
    [InlineData("1 tab SID", "1 tablet once a day", "FREQ=DAILY")]
    [InlineData("QD", "once a day", "FREQ=DAILY")]
    [InlineData("1 tablet BID for ten days", "1 tablet twice a day, 12 hours apart, for 10 days",
        "FREQ=HOURLY;INTERVAL=12")]
    [InlineData("half a tablet twice daily with food", "half a tablet twice a day, 12 hours apart, with food",
        "FREQ=HOURLY;INTERVAL=12")]
    [InlineData("1/2 tab b.i.d. x 7d", "half a tablet twice a day, 12 hours apart, for 7 days",
        "FREQ=HOURLY;INTERVAL=12")]
    [InlineData("0.5 ml t.d.s. p.o.", "half a millilitre three times a day, 8 hours apart, by mouth",
        "FREQ=HOURLY;INTERVAL=8")]
    [InlineData("2 gtt OU q8h", "2 drops three times a day, 8 hours apart, into both eyes", "FREQ=HOURLY;INTERVAL=8")]
    [InlineData("1 cap q.i.d.", "1 capsule four times a day, 6 hours apart", "FREQ=HOURLY;INTERVAL=6")]
    [InlineData("1 tablet EOD", "1 tablet every other day", "FREQ=DAILY;INTERVAL=2")]
    [InlineData("one pipette every 4 weeks on the skin", "1 pipette every 4 weeks, on the skin",
        "FREQ=WEEKLY;INTERVAL=4")]
    [InlineData("1 chew monthly", "1 chew once a month", "FREQ=MONTHLY")]
    [InlineData("q36h", "every 36 hours", "FREQ=HOURLY;INTERVAL=36")]
    [InlineData("2 units q12h SC with meals", "2 units twice a day, 12 hours apart, with food, under the skin",
        "FREQ=HOURLY;INTERVAL=12")]
    [InlineData("1 tablet in the morning", "1 tablet once a day, in the morning", "FREQ=DAILY")]
    [InlineData("1 tab stat", "1 tablet once only", null)]
    [InlineData("1 tab q8h PRN", "1 tablet as needed, at least 8 hours apart and at most 3 times in 24 hours", null)]
    [InlineData("1 tab as needed, at least 6 hours apart, max 2 per day",
        "1 tablet as needed, at least 6 hours apart and at most 2 times in 24 hours", null)]
    public void Shorthand_and_plain_words_are_read_back_in_words(string text, string words, string? rule)
    {
        Assert.Null(DirectionsReader.TryRead(text, out var read));
        Assert.Equal((words, rule), (DirectionWords.Say(read), read.Rule));
    }

    [Theory]
    [InlineData("1 drop OD", "ambiguous")]
    [InlineData("1 tablet SID BID", "ambiguous")]
    [InlineData("1 tablet 2 ml BID", "ambiguous")]
    [InlineData("1 tablet", "how-often")]
    [InlineData("1 tablet PRN", "prn-limits")]
    [InlineData("1 tablet as directed", "unknown-word")]
    [InlineData("1 tablet bidd", "unknown-word")]
    [InlineData("0 tablets BID", "range")]
    [InlineData("1/0 tablets BID", "range")]
    [InlineData("1 tablet q200h", "range")]
    [InlineData("1 tablet BID for 900 weeks", "range")]
    public void What_is_not_understood_is_never_guessed(string text, string code)
    {
        var fault = DirectionsReader.TryRead(text, out _);
        Assert.Equal(code, fault?.Code);
        Assert.DoesNotContain("Fault.", DirectionWords.Say(fault!), StringComparison.Ordinal);
    }
}
