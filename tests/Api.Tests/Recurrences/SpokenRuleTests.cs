using CsCheck;
using PawPal.Api.Recurrences;
using PawPal.Understanding;

namespace PawPal.Api.Tests.Recurrences;

/// <summary>What is told back of a recurrence is understood as the same recurrence.</summary>
public sealed class SpokenRuleTests
{
    private static readonly DateTime Now = new(2026, 3, 12, 18, 30, 0);
    private static readonly HouseholdContext Home = new(Now, [new("Max", "dog")]);
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly Gen<string> Times = Gen.Select(
        Gen.Int[0, 23].HashSet[1, 3], Gen.Int[0, 3].Select(q => q * 15),
        (hours, minute) => $";BYHOUR={string.Join(',', hours.Order())};BYMINUTE={minute}");

    private static readonly Gen<string> Daily = Gen.Int[1, 6].Select(n => $"FREQ=DAILY;INTERVAL={n}");

    private static readonly Gen<string> Weekly = Gen.Select(Gen.Int[1, 5], Gen.Int[0, 6].HashSet[1, 4],
        (n, days) => $"FREQ=WEEKLY;INTERVAL={n};BYDAY={string.Join(',', days.Order().Select(d => Days[d]))}");

    private static readonly Gen<string> Monthly = Gen.Select(Gen.Int[1, 6], Gen.OneOf(
            Gen.Int[1, 28].Select(day => $"BYMONTHDAY={day}"),
            Gen.Select(Gen.Int[0, 4].Select(n => n == 0 ? -1 : n), Gen.Int[0, 6].Select(
                d => Days[d])).Select((n, day) => $"BYDAY={n}{day}")),
        (n, on) => $"FREQ=MONTHLY;INTERVAL={n};{on}");

    private static readonly Gen<string> Hourly = Gen.Int[2, 12].Select(n => $"FREQ=HOURLY;INTERVAL={n}");

    private static readonly Gen<string> End =
        Gen.OneOf(Gen.Const(""), Gen.Int[20, 90].Select(n => $";UNTIL={Now.Date.AddDays(n):yyyyMMdd}T235959"));

    [Fact]
    public void What_is_said_of_a_rule_means_the_same_rule() => Gen.OneOf(
            Gen.Select(Gen.OneOf(Daily, Weekly, Monthly), Times, End, (rule, times, end) => rule + times + end),
            Gen.Select(Hourly, End, (rule, end) => rule + end))
        .Sample(rule =>
        {
            var said = RuleWords.Say(Schedule.Of(Now.Date, rule));
            var heard = Interpreter.Understand($"remind me to feed Max {said}", Home).Frames[0];
            Assert.Equal(Intents.CreateReminder, heard.Intent);
            Assert.True(heard.Slots.Recurrence is not null, $"{rule}: {said}");
            Assert.True(Expand(rule).SequenceEqual(Expand(heard.Slots.Recurrence)),
                $"{rule}: \"{said}\" was heard as {heard.Slots.Recurrence}");
        }, iter: 1_000);

    private static IEnumerable<DateTime> Expand(string rule) =>
        Schedule.Of(Now.Date, rule).Between(Now.Date, Now.Date.AddDays(200));
}
