using CsCheck;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using PawPal.Api.Recurrences;

namespace PawPal.Api.Tests.Recurrences;

public sealed class ScheduleTests
{
    private static readonly DateTime Start = new(2026, 3, 12, 8, 0, 0);
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly Gen<string> HoursAndMinutes =
        from hours in Gen.Int[0, 23].Array[0, 4]
        from minutes in OneOf(0, 15, 30, 45).Array[0, 2]
        select Part("BYHOUR", hours) + Part("BYMINUTE", minutes);

    private static readonly Gen<string> WeekDays = OneOf(Days).Array[0, 4].Select(
        days => days.Length == 0 ? "" : ";BYDAY=" + string.Join(',', days.Distinct()));

    private static readonly Gen<string> SimpleRules = Gen.OneOf(
        from interval in Gen.Int[1, 9]
        from days in WeekDays
        from times in HoursAndMinutes
        select $"FREQ=DAILY;INTERVAL={interval}{days}{times}",
        from interval in Gen.Int[1, 5]
        from days in WeekDays
        from times in HoursAndMinutes
        from first in OneOf("", ";WKST=SU")
        select $"FREQ=WEEKLY;INTERVAL={interval}{days}{times}{first}",
        from interval in Gen.Int[1, 30]
        from days in WeekDays
        from times in HoursAndMinutes
        select $"FREQ=HOURLY;INTERVAL={interval}{days}{times}",
        from interval in Gen.Int[30, 200]
        from days in WeekDays
        from times in HoursAndMinutes
        select $"FREQ=MINUTELY;INTERVAL={interval}{days}{times}");

    private static readonly Gen<DateTime> Starts =
        from day in Gen.Int[0, 800]
        from minute in Gen.Int[0, 1439]
        select new DateTime(2026, 1, 1).AddDays(day).AddMinutes(minute);

    [Fact]
    public void Simple_rules_give_what_the_calendar_library_gives() =>
        Gen.Select(SimpleRules, Starts).Sample(
            (text, start) =>
            {
                if (RuleParser.TryRead(text, out var rule) is not null)
                    return;
                var schedule = new Schedule(start, rule);
                Assert.True(rule.IsSimple);
                var to = start.AddDays(120);
                var mine = schedule.Between(start, to).Take(40).ToList();
                Assert.Equal(Library(text, start, to), mine);
            },
            iter: 800);

    [Fact]
    public void Going_on_from_a_time_of_the_rule_gives_what_going_on_from_its_start_gives() =>
        Gen.Select(
            OneOf(
                "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=5", "FREQ=MONTHLY;BYDAY=1MO,-1FR", "FREQ=YEARLY",
                "FREQ=MONTHLY;BYMONTHDAY=1,15,-1;BYHOUR=9,21", "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYDAY=1MO",
                "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29",
                "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,FR;BYSETPOS=1", "FREQ=DAILY;INTERVAL=3;BYMONTH=1,6",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"),
            Starts).Sample(
            (text, asked) =>
            {
                Assert.Null(RuleParser.TryRead(text, out var rule));
                if (new Schedule(asked, rule).Next(asked.AddTicks(-1)) is not { } start)
                    return;
                var schedule = new Schedule(start, rule);
                var here = start;
                for (var i = 0; i < 5 && schedule.Next(here) is { } next; i++)
                {
                    Assert.Equal(next, schedule.Following(here));
                    here = next;
                }
            },
            iter: 300);

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4", "never")]
    [InlineData("FREQ=DAILY;UNTIL=20200101", "never")]
    [InlineData("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "never")]
    [InlineData("FREQ=HOURLY;INTERVAL=2;BYHOUR=9", "never")]
    [InlineData("FREQ=HOURLY;INTERVAL=24;BYHOUR=9", "never")]
    [InlineData("FREQ=MINUTELY;INTERVAL=60;BYMINUTE=7", "never")]
    [InlineData("FREQ=DAILY;BYSETPOS=5", "never")]
    [InlineData("FREQ=SECONDLY", "always")]
    [InlineData("FREQ=MINUTELY", "always")]
    [InlineData("FREQ=MINUTELY;INTERVAL=14;BYHOUR=8", "always")]
    [InlineData("FREQ=MINUTELY;INTERVAL=15", "always")]
    [InlineData("FREQ=HOURLY;BYMINUTE=0,20,40", "always")]
    [InlineData("FREQ=DAILY;BYHOUR=8;BYMINUTE=0,5,10", "always")]
    [InlineData("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", "always")]
    [InlineData("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "unsupported")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYHOUR=1,2,3,4,5,6,7", "unsupported")]
    [InlineData("", "format")]
    [InlineData("FREQ=DAILY;FREQ=DAILY", "format")]
    [InlineData("FREQ=DAILY;COUNT=0", "format")]
    [InlineData("FREQ=DAILY;COUNT=99999999999", "format")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20300101", "format")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "format")]
    [InlineData("FREQ=DAILY;INTERVAL=-1", "format")]
    [InlineData("FREQ=DAILY;BYHOUR=24", "format")]
    [InlineData("FREQ=DAILY;X-MINE=1", "format")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "format")]
    [InlineData("FREQ=DAILY;BYDAY=1MO", "format")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "format")]
    [InlineData("DROP TABLE reminder", "format")]
    public void A_rule_that_never_or_always_fires_is_refused(string text, string code)
    {
        var fault = ScheduleCheck.TryMake(Start, text, London, out _);
        Assert.Equal(code, fault?.Code);
    }

    [Fact]
    public void No_text_takes_long_or_throws() =>
        Gen.Select(
            OneOf("DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY", "MINUTELY"),
            Gen.Select(
                OneOf(
                    "INTERVAL", "BYDAY", "BYHOUR", "BYMINUTE", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "COUNT", "UNTIL",
                    "BYYEARDAY", "BYWEEKNO"),
                OneOf("1", "7", "-1", "10", "31", "120", "366", "MO", "-5FR", "2,30", "1,2,3", "22000101"))
                .Array[0, 4]).Sample(
            (frequency, parts) =>
            {
                var text = $"FREQ={frequency}" + string.Concat(parts.Select(part => $";{part.Item1}={part.Item2}"));
                _ = ScheduleCheck.TryMake(Start, text, London, out _);
            },
            iter: 1_000);

    [Fact]
    public void A_count_becomes_an_end_and_the_start_the_first_time()
    {
        Assert.Null(ScheduleCheck.TryMake(
            Start.AddHours(2), "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0;COUNT=3", London, out var made));
        Assert.Equal("FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0;UNTIL=20260313T200000", made.Rule);
        Assert.Equal(new DateTime(2026, 3, 12, 20, 0, 0), made.Schedule.Start);
        Assert.Equal(3, made.Schedule.Between(Start, Start.AddYears(2)).Count());
        Assert.Equal(TimeSpan.FromHours(3), made.Early);
    }

    [Fact]
    public void The_leap_day_comes_every_four_years_and_not_in_2100()
    {
        Assert.Null(ScheduleCheck.TryMake(
            new DateTime(2092, 1, 1, 9, 0, 0), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", London, out var made));
        Assert.Equal(
            [2092, 2096, 2104, 2108],
            made.Schedule.Between(new DateTime(2092, 1, 1), new DateTime(2110, 1, 1)).Select(time => time.Year));
    }

    // What never fires again would be looked for until the year 9999.
    private static List<DateTime> Library(string text, DateTime start, DateTime to)
    {
        var found = new List<DateTime>();
        var calendarEvent = new CalendarEvent
        {
            DtStart = new CalDateTime(start),
            RecurrenceRule = new RecurrencePattern(text),
        };
        // More steps of half an hour than the days that are compared.
        var options = new EvaluationOptions { MaxUnmatchedIncrementsLimit = 6_000 };
        try
        {
            foreach (var occurrence in calendarEvent.GetOccurrences(new CalDateTime(start), options))
            {
                var time = occurrence.Period.StartTime.Value;
                if (time >= to || found.Count == 40)
                    break;
                if (time >= start)
                    found.Add(time);
            }
        }
        catch (EvaluationException)
        {
            return found;
        }

        return found;
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);

    private static string Part(string name, int[] numbers) =>
        numbers.Length == 0 ? "" : $";{name}={string.Join(',', numbers.Distinct().Order())}";
}
