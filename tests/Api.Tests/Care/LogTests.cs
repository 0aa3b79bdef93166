using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Tests.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Tests.Care;

public sealed class LogTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // 12 March 2026, 18:30 in London.
    private static readonly DateTimeOffset Now = new(2026, 3, 12, 18, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_feeding_is_written_and_read_back()
    {
        var home = await CareHome.CreateAsync(api);
        var slots = new Slots(
            ["Luna"], Amount: 0.5m, Unit: "tin", Food: "salmon", When: new DateTime(2026, 3, 12, 7, 5, 0),
            WhenPrecision: Precision.Exact);
        var done = Assert.IsType<CommandOutcome.Done>(
            await home.RunAsync(Now, new Frame(Intents.LogFeeding, slots)));
        Assert.Equal("Fed Luna half a tin of salmon, today at 7:05 am.", done.Reply);
        var written = Assert.Single(done.Events);
        Assert.Equal(("feeding", 0.5m, "tin", "salmon"), (written.Kind, written.Amount, written.Unit, written.Food));
        Assert.Equal(new DateTimeOffset(2026, 3, 12, 7, 5, 0, TimeSpan.Zero), written.OccurredAt);
        Assert.Equal((Now, "Alex"), (written.RecordedAt, written.RecordedBy));
        Assert.Equal(1, await home.CountAsync());
    }

    [Fact]
    public async Task A_walk_of_two_dogs_is_two_events_of_one_command()
    {
        var home = await CareHome.CreateAsync(api);
        var done = Assert.IsType<CommandOutcome.Done>(await home.RunAsync(
            Now, new Frame(Intents.LogWalk, new Slots(["Bella", "Max"], DurationMinutes: 90, DistanceKm: 2.5m))));
        Assert.Equal("Walked Bella and Max for 1 hour 30 minutes and 2.5 kilometres, just now.", done.Reply);
        Assert.Equal("Bella Max", string.Join(' ', done.Events.Select(e => e.Pet)));
        Assert.Equal(1L, await api.ScalarAsync<long>(
            $"select count(distinct command_id) from care_event where household_id = '{home.Home.Id}'"));
    }

    [Theory]
    [InlineData("apoquel", "0.5 tablet", "Gave Max half a tablet of apoquel, just now.")]
    [InlineData("tablet", "2 tablet", "Gave Max 2 tablets, just now.")]
    [InlineData("heartworm pill", null, "Gave Max heartworm pill, just now.")]
    [InlineData(null, "5 ml", "Gave Max 5 millilitres of medicine, just now.")]
    [InlineData(null, null, "Gave Max medicine, just now.")]
    public async Task A_dose_is_always_read_back(string? medication, string? dose, string reply)
    {
        var home = await CareHome.CreateAsync(api);
        var done = await home.RunAsync(
            Now, new Frame(Intents.LogMedication, new Slots(["Max"], Medication: medication, Dose: dose)));
        Assert.Equal(reply, done.Reply);
        Assert.Equal(1, await home.CountAsync());
    }

    [Fact]
    public async Task A_weight_is_always_read_back()
    {
        var home = await CareHome.CreateAsync(api);
        var done = await home.RunAsync(Now, new Frame(Intents.LogWeight, new Slots(["Bella"], WeightKg: 12.4m)));
        Assert.Equal("Noted the weight of Bella: 12.4 kilograms, just now.", done.Reply);
    }

    public static TheoryData<string, Frame> Impossible => new()
    {
        { "500 kilograms is too much for a rabbit, so I did not note it. How much does Pip weigh?",
            new Frame(Intents.LogWeight, new Slots(["Pip"], WeightKg: 500)) },
        { "A weight has to be above zero. Please say it again.",
            new Frame(Intents.LogWeight, new Slots(["Pip"], WeightKg: -1)) },
        { "A weight has to be above zero. Please say it again.",
            new Frame(Intents.LogWeight, new Slots(["Pip"], WeightKg: 0.0001m)) },
        { "A walk takes between 1 minute and 24 hours. Please say the time again.",
            new Frame(Intents.LogWalk, new Slots(["Max"], DurationMinutes: 0)) },
        { "A walk takes between 1 minute and 24 hours. Please say the time again.",
            new Frame(Intents.LogWalk, new Slots(["Max"], DurationMinutes: 1441)) },
        { "A walk is between a few metres and 200 kilometres long. Please say the distance again.",
            new Frame(Intents.LogWalk, new Slots(["Max"], DistanceKm: 100_000_000_000)) },
        { "That amount cannot be right. Please say it again with an amount above zero.",
            new Frame(Intents.LogFeeding, new Slots(["Max"], Amount: 0, Unit: "cup")) },
        { "That amount cannot be right. Please say it again with an amount above zero.",
            new Frame(Intents.LogFeeding, new Slots(["Max"], Amount: decimal.MaxValue, Unit: "cup")) },
        { "That dose cannot be right. Please say it again with an amount above zero.",
            new Frame(Intents.LogMedication, new Slots(["Max"], Medication: "apoquel", Dose: "-2 tablet")) },
        { "That time is still to come. I only note what has already happened.",
            new Frame(Intents.LogWalk, new Slots(["Max"], When: new DateTime(2026, 3, 12, 18, 36, 0))) },
        { "That time is still to come. I only note what has already happened.",
            new Frame(Intents.LogWalk, new Slots(["Max"], When: DateTime.MaxValue)) },
        { "That is more than a year ago. I only note what happened in the last year.",
            new Frame(Intents.LogWalk, new Slots(["Max"], When: new DateTime(2025, 3, 12, 18, 0, 0))) },
        { "That is more than a year ago. I only note what happened in the last year.",
            new Frame(Intents.LogWalk, new Slots(["Max"], When: DateTime.MinValue)) },
        { "That is too long for me to note as food. Please say it in fewer words.",
            new Frame(Intents.LogFeeding, new Slots(["Max"], Food: new string('x', 900))) },
        { "That is too long for me to note as a medicine. Please say it in fewer words.",
            new Frame(Intents.LogMedication, new Slots(["Max"], Medication: new string('x', 81))) },
        { "I do not know a pet of that name in this household.",
            new Frame(Intents.LogFeeding, new Slots(["Rex"])) },
        { "Which pet do you mean?", new Frame(Intents.LogFeeding, new Slots()) },
        { "How much does Pip weigh?", new Frame(Intents.LogWeight, new Slots(["Pip"])) },
        { "I cannot do that yet.", new Frame("sing_a_song", new Slots(["Pip"])) },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_is_refused_in_words_and_nothing_is_written(string reply, Frame frame)
    {
        var home = await CareHome.CreateAsync(api);
        var outcome = await home.RunAsync(Now, frame);
        Assert.IsNotType<CommandOutcome.Done>(outcome);
        Assert.Equal(reply, outcome.Reply);
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task One_wrong_frame_undoes_the_right_ones_before_it()
    {
        var home = await CareHome.CreateAsync(api);
        var outcome = await home.RunAsync(
            Now,
            new Frame(Intents.LogFeeding, new Slots(["Luna"])),
            new Frame(Intents.LogWeight, new Slots(["Pip"], WeightKg: 500)));
        Assert.EndsWith("How much does Pip weigh? I wrote down none of what you said.", outcome.Reply,
            StringComparison.Ordinal);
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task Several_frames_are_one_command_and_one_reply()
    {
        var home = await CareHome.CreateAsync(api);
        var done = Assert.IsType<CommandOutcome.Done>(await home.RunAsync(
            Now,
            new Frame(Intents.LogFeeding, new Slots(["Luna"], Amount: 1, Unit: "pouch")),
            new Frame(Intents.LogWalk, new Slots(["Max"], DurationMinutes: 20))));
        Assert.Equal("Fed Luna 1 pouch, just now. Walked Max for 20 minutes, just now.", done.Reply);
        Assert.Equal("feeding walk", string.Join(' ', done.Events.Select(e => e.Kind)));
    }

    [Theory]
    [InlineData("2026-03-12T18:35", Precision.Exact, "2026-03-12T18:35", "today at 6:35 pm")]
    [InlineData("2026-03-12T20:00", Precision.PartOfDay, "2026-03-12T18:30", "this evening")]
    [InlineData("2026-03-12T19:00", Precision.Approximate, "2026-03-12T18:30", "today at about 6:30 pm")]
    [InlineData("2026-03-12T00:00", Precision.Day, "2026-03-12T18:30", "today")]
    [InlineData("2026-03-11T00:00", Precision.Day, "2026-03-11T12:00", "yesterday")]
    [InlineData("2026-03-11T18:00", Precision.PartOfDay, "2026-03-11T18:00", "yesterday evening")]
    public async Task A_time_is_kept_as_exactly_as_it_was_said(
        string said, Precision precision, string kept, string told)
    {
        var home = await CareHome.CreateAsync(api);
        var slots = new Slots(["Max"], When: Parse(said).DateTime, WhenPrecision: precision);
        var done = Assert.IsType<CommandOutcome.Done>(await home.RunAsync(Now, new Frame(Intents.LogWalk, slots)));
        Assert.Equal($"Walked Max, {told}.", done.Reply);
        Assert.Equal(Parse(kept), Assert.Single(done.Events).OccurredAt);
        var asked = await home.RunAsync(
            Now.AddMinutes(9), new Frame(Intents.QueryLast, new Slots(["Max"], Topic: "walk")));
        Assert.Contains(told, asked.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wall_time_is_the_households_not_the_servers()
    {
        var home = await CareHome.CreateAsync(api, "America/New_York");
        var done = Assert.IsType<CommandOutcome.Done>(await home.RunAsync(
            Now, new Frame(Intents.LogWalk, new Slots(["Max"], When: new DateTime(2026, 3, 12, 7, 5, 0)))));
        Assert.Equal(new DateTimeOffset(2026, 3, 12, 11, 5, 0, TimeSpan.Zero), Assert.Single(done.Events).OccurredAt);
        Assert.Equal("Walked Max, today at 7:05 am.", done.Reply);
    }

    [Fact]
    public async Task A_viewer_may_ask_and_not_log()
    {
        var home = (await CareHome.CreateAsync(api)).As(HouseholdRole.Viewer);
        Assert.IsType<CommandOutcome.Forbidden>(await home.RunAsync(Intents.LogFeeding, new Slots(["Luna"])));
        Assert.IsType<CommandOutcome.Forbidden>(await home.RunAsync(Intents.Undo, new Slots()));
        Assert.IsType<CommandOutcome.Done>(await home.RunAsync(Intents.QueryLast, new Slots(["Luna"])));
        Assert.Equal(0, await home.CountAsync());
    }

    private static DateTimeOffset Parse(string wall) => new(
        DateTime.Parse(wall, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
}
