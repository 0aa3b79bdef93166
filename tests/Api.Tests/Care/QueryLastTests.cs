using PawPal.Api.Tests.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Tests.Care;

public sealed class QueryLastTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // 12 March 2026, 18:30 in London.
    private static readonly DateTimeOffset Now = new(2026, 3, 12, 18, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_last_feeding_is_told_with_who_when_and_what()
    {
        var home = await CareHome.CreateAsync(api);
        await FeedAsync(home, "Luna", new DateTime(2026, 3, 11, 7, 0, 0));
        await FeedAsync(home, "Luna", new DateTime(2026, 3, 12, 7, 5, 0), 0.5m, "tin", "salmon");
        Assert.Equal(
            "Luna was last fed today at 7:05 am, by you: half a tin of salmon.",
            await AskAsync(home, "feeding", "Luna"));
    }

    [Fact]
    public async Task Somebody_else_is_named()
    {
        var home = await CareHome.CreateAsync(api);
        await FeedAsync(home, "Luna", new DateTime(2026, 3, 12, 7, 5, 0));
        var other = await api.NewHouseholdAsync();
        await api.Stores.ExecuteAsync(api.Database, $"""
            update account set display_name = 'Sam' where email = '{other.Email}';
            alter table care_event disable trigger user;
            update care_event set recorded_by = (select id from account where email = '{other.Email}')
            where household_id = '{home.Home.Id}'
            """);
        Assert.Equal("Luna was last fed today at 7:05 am, by Sam.", await AskAsync(home, "feeding", "Luna"));
    }

    [Fact]
    public async Task What_was_not_done_today_is_said_first()
    {
        var home = await CareHome.CreateAsync(api);
        await FeedAsync(home, "Luna", new DateTime(2026, 3, 11, 19, 5, 0));
        Assert.Equal(
            "Luna has not been fed yet today; the last time was yesterday at 7:05 pm, by you.",
            await AskAsync(home, "feeding", "Luna"));
    }

    [Theory]
    [InlineData("feeding", "There is no feeding on record for Luna yet.")]
    [InlineData("walk", "There is no walk on record for Luna yet.")]
    [InlineData("medication", "There is no medicine on record for Luna yet.")]
    [InlineData("weight", "There is no weight on record for Luna yet.")]
    [InlineData(null, "There is nothing on record for Luna yet.")]
    [InlineData("vet", "I can look up feeding, water, walks, potty breaks, medicine, weight, grooming, signs of illness, play, training and notes.")]
    public async Task What_was_never_recorded_is_said(string? topic, string reply)
    {
        var home = await CareHome.CreateAsync(api);
        Assert.Equal(reply, await AskAsync(home, topic, "Luna"));
    }

    [Fact]
    public async Task Pets_seen_to_together_are_told_of_together()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(Now.AddHours(-10),
            new Frame(Intents.LogWalk, new Slots(["Bella", "Max"], DurationMinutes: 20)));
        Assert.Equal(
            "Bella and Max were last walked today at 8:30 am, by you: 20 minutes.", await AskAsync(home, "walk"));
    }

    [Fact]
    public async Task A_named_medicine_is_looked_for_by_its_name()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(
            Now.AddHours(-3),
            new Frame(Intents.LogMedication, new Slots(["Max"], Medication: "Apoquel", Dose: "0.5 tablet")));
        await home.RunAsync(Now.AddHours(-1),
            new Frame(Intents.LogMedication, new Slots(["Max"], Medication: "wormer")));
        var named = await home.RunAsync(
            Now, new Frame(Intents.QueryLast, new Slots(["Max"], Medication: "apoquel tablet", Topic: "medication")));
        Assert.Equal("Max last had apoquel tablet today at 3:30 pm, by you: half a tablet of Apoquel.", named.Reply);
        var never = await home.RunAsync(Now, new Frame(Intents.QueryLast, new Slots(["Max"], Medication: "insulin")));
        Assert.Equal("There is no insulin on record for Max yet.", never.Reply);
    }

    [Fact]
    public async Task An_event_taken_back_is_not_the_last_one()
    {
        var home = await CareHome.CreateAsync(api);
        await FeedAsync(home, "Luna", new DateTime(2026, 3, 12, 7, 5, 0));
        await home.RunAsync(Now.AddSeconds(1), new Frame(Intents.LogFeeding, new Slots(["Luna"])));
        await home.RunAsync(Now.AddMinutes(1), new Frame(Intents.Undo, new Slots()));
        Assert.Equal("Luna was last fed today at 7:05 am, by you.", await AskAsync(home, "feeding", "Luna"));
    }

    [Fact]
    public async Task A_weight_is_told_without_a_reproach()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(Now.AddDays(-3), new Frame(Intents.LogWeight, new Slots(["Luna"], WeightKg: 4.2m)));
        Assert.Equal(
            "Luna was last weighed on Monday at 6:30 pm, by you: 4.2 kilograms.",
            await AskAsync(home, "weight", "Luna"));
    }

    private static Task<Api.Commands.CommandOutcome> FeedAsync(
        CareHome home, string pet, DateTime wall, decimal? amount = null, string? unit = null, string? food = null) =>
        home.RunAsync(
            Now, new Frame(Intents.LogFeeding, new Slots([pet], Amount: amount, Unit: unit, Food: food, When: wall)));

    private static async Task<string> AskAsync(CareHome home, string? topic, params string[] pets) =>
        (await home.RunAsync(Now, new Frame(Intents.QueryLast, new Slots(pets, Topic: topic)))).Reply;
}
