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

    [Theory]
    [InlineData("Yes.", true)]
    [InlineData("yes, log it anyway!", true)]
    [InlineData("No, don’t", false)]
    [InlineData("yes and feed Max", null)]
    [InlineData("", null)]
    public void A_plain_yes_or_no_is_taken_and_nothing_more(string text, bool? expected) =>
        Assert.Equal(expected, PawPal.Api.Voice.YesOrNo.Read(text));

    private static async Task<VoiceCommandResponse> SayAsync(CareHome home, string text)
    {
        using var answer = await home.Client.TypeAsync(text);
        return await answer.ReadCommandAsync();
    }
}
