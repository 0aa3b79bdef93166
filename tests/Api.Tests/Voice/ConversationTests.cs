using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Tests.Voice;

/// <summary>Turns that lean on the one before.</summary>
public sealed class ConversationTests(VoiceFixture api) : IClassFixture<VoiceFixture>
{
    [Fact]
    public async Task An_answer_completes_what_was_asked_about()
    {
        var home = await CareHome.CreateAsync(api);
        var asked = await SayAsync(home, "he ate one cup");
        Assert.Empty(asked.Events);
        var answered = await SayAsync(home, "Max");
        Assert.Equal("Max", Assert.Single(answered.Events).Pet);
        Assert.Equal(1, await home.CountAsync());
    }

    [Fact]
    public async Task A_correction_takes_back_what_it_corrects()
    {
        var home = await CareHome.CreateAsync(api);
        await SayAsync(home, "Walked Max for thirty minutes");
        var corrected = await SayAsync(home, "no, Bella, not Max");
        Assert.Equal("Bella", Assert.Single(corrected.Events).Pet);
        var page = await home.GetAsync<CareEventPage>("/api/v1/care/events");
        Assert.Equal("Bella", Assert.Single(page.Events).Pet);
    }

    [Fact]
    public async Task The_same_again_adds_to_it()
    {
        var home = await CareHome.CreateAsync(api);
        await SayAsync(home, "Walked Max for thirty minutes");
        await SayAsync(home, "and Bella");
        var page = await home.GetAsync<CareEventPage>("/api/v1/care/events");
        Assert.Equal(["Bella", "Max"], page.Events.Select(e => e.Pet).Order());
    }

    [Fact]
    public async Task Two_people_hold_two_conversations()
    {
        var home = await CareHome.CreateAsync(api);
        var other = await CareHome.CreateAsync(api);
        await SayAsync(home, "he ate one cup");
        var stranger = await SayAsync(other, "Max");
        Assert.Empty(stranger.Events);
    }

    [Fact]
    public async Task A_second_dose_is_asked_about_and_a_yes_notes_it()
    {
        var home = await CareHome.CreateAsync(api);
        await SayAsync(home, "gave Max his apoquel");
        var asked = await SayAsync(home, "gave Max his apoquel");
        Assert.Empty(asked.Events);
        Assert.True(asked.AsksYes);
        Assert.Contains("just now, given by you", asked.Reply, StringComparison.Ordinal);
        await SayAsync(home, "no");
        Assert.Equal(1, await home.CountAsync());
        await SayAsync(home, "gave Max his apoquel");
        var noted = await SayAsync(home, "yes");
        Assert.Equal("apoquel", Assert.Single(noted.Events).Medication);
        Assert.Equal(2, await home.CountAsync());
    }

    [Fact]
    public async Task Many_plans_are_cancelled_together_only_after_a_yes()
    {
        var home = await CareHome.CreateAsync(api);
        await SayAsync(home, "remind me every day at eight to feed Pip");
        await SayAsync(home, "remind me every Sunday at ten to brush Pip");
        await SayAsync(home, "remind me every day at seven to walk Max");
        var asked = await SayAsync(home, "cancel all of Pip's reminders");
        Assert.True(asked.AsksYes);
        Assert.Contains("feed Pip", asked.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain("walk Max", asked.Reply, StringComparison.Ordinal);
        Assert.Equal(3, await ActiveAsync(home));
        await SayAsync(home, "no");
        Assert.Equal(3, await ActiveAsync(home));
        await SayAsync(home, "cancel all of Pip's reminders");
        await SayAsync(home, "yes please");
        Assert.Equal(1, await ActiveAsync(home));
    }

    [Fact]
    public async Task A_reminder_is_ticked_off_by_its_own_title()
    {
        var home = await CareHome.CreateAsync(api);
        await SayAsync(home, "remind me in one minute to check Max's blue folder");
        var ticked = await SayAsync(home, "tick off check Max's blue folder");
        Assert.StartsWith("Ticked off: check Max's blue folder", ticked.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_and_distances_are_told_in_the_persons_own_units()
    {
        var home = await CareHome.CreateAsync(api);
        Assert.Contains("30.844 kilograms", (await SayAsync(home, "Max is sixty eight pounds")).Reply,
            StringComparison.Ordinal);
        await api.ExecuteAsync(
            $"update account set weight_unit = 'lb', distance_unit = 'mi' where email = '{home.Home.Email}'");
        Assert.Contains("68 pounds", (await SayAsync(home, "how much does Max weigh")).Reply, StringComparison.Ordinal);
        Assert.Contains("3.11 miles", (await SayAsync(home, "walked Max 5 km")).Reply, StringComparison.Ordinal);
        Assert.Contains("3.11 miles", (await SayAsync(home, "when was Max last walked")).Reply,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hello_is_answered_in_more_than_one_way()
    {
        var home = await CareHome.CreateAsync(api);
        var replies = new HashSet<string>(StringComparer.Ordinal);
        for (var turn = 0; turn < 40 && replies.Count < 2; turn++)
            replies.Add((await SayAsync(home, "hello")).Reply);
        Assert.Equal(2, replies.Count);
    }

    private Task<long> ActiveAsync(CareHome home) => api.ScalarAsync<long>(
        $"select count(*) from reminder where household_id = '{home.Home.Id}' and state = 'active'");

    private static async Task<VoiceCommandResponse> SayAsync(CareHome home, string text)
    {
        using var answer = await home.Client.TypeAsync(text);
        return await answer.ReadCommandAsync();
    }
}
