using Microsoft.Playwright;
using PawPal.Testing;
using PawPal.Web.Tests.Peer;
using PawPal.Web.Tests.Stack;

namespace PawPal.Web.Tests.Talk;

public sealed class MicrophoneTests(WebStack stack)
{
    private const int DeviceRate = 22_050;

    [Fact]
    public async Task Holding_the_button_sends_what_was_said_as_a_wave_file()
    {
        var peer = stack.Reset();
        var speech = await Speaker.EspeakAsync("Fed Max a cup of kibble");
        await using var visitor = await (await stack.VisitSpeakingAsync(speech)).EnterDemoAsync();

        await HoldAsync(visitor, TimeSpan.FromMilliseconds(1_500));

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted: 1 cup of kibble for Max.");
        await visitor.Expects(visitor.Answer).ToContainTextAsync("“fed max a cup of kibble”");
        await visitor.Expects(visitor.Page.Locator("[data-event].new")).ToHaveCountAsync(1);
        var recording = Assert.Single(peer.Recordings);
        Assert.Equal("audio/wav", recording.ContentType);
        Assert.True(Guid.TryParse(recording.Key, out _));
        var wav = WavFile.Parse(recording.Wav);
        Assert.Equal(16_000, wav.SampleRate);
        Assert.InRange(wav.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));
        Assert.True(wav.Peak > 1_000, $"The recording is all but silent: {wav.Peak}");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_tap_listens_until_the_speaker_pauses()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitSpeakingAsync(ToneThenSilence())).EnterDemoAsync();

        await visitor.Microphone.ClickAsync();
        await visitor.Expects(visitor.Page.Locator("#talk-hint")).ToContainTextAsync("Listening");

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
        var wav = WavFile.Parse(Assert.Single(peer.Recordings).Wav);
        Assert.InRange(wav.Duration, TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(5));
        await visitor.Expects(visitor.Microphone).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task A_second_tap_sends_at_once()
    {
        var peer = stack.Reset();
        var tone = WavFile.Tone(DeviceRate, TimeSpan.FromSeconds(20));
        await using var visitor = await (await stack.VisitSpeakingAsync(tone)).EnterDemoAsync();

        await visitor.Microphone.ClickAsync();
        await WaitForLevelAsync(visitor);
        await visitor.Microphone.ClickAsync();

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
        Assert.Single(peer.Recordings);
    }

    [Fact]
    public async Task The_space_bar_holds_the_button_and_enter_taps_it()
    {
        var peer = stack.Reset();
        var tone = WavFile.Tone(DeviceRate, TimeSpan.FromSeconds(20));
        await using var visitor = await (await stack.VisitSpeakingAsync(tone)).EnterDemoAsync();

        await visitor.Microphone.FocusAsync();
        await visitor.Page.Keyboard.DownAsync("Space");
        await WaitForLevelAsync(visitor);
        await visitor.Page.Keyboard.UpAsync("Space");
        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
        Assert.Single(peer.Recordings);

        await visitor.Answer.GetByRole(AriaRole.Button, new() { Name = "Close the answer" }).ClickAsync();
        await visitor.Microphone.PressAsync("Enter");
        await WaitForLevelAsync(visitor);
        await visitor.Microphone.PressAsync("Enter");
        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
        Assert.Equal(2, peer.Recordings.Count);
        Assert.Equal(2, peer.Recordings.Select(recording => recording.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Silence_is_said_to_be_silence_and_not_sent()
    {
        var peer = stack.Reset();
        var silence = WavFile.Silence(DeviceRate, TimeSpan.FromSeconds(1));
        await using var visitor = await (await stack.VisitSpeakingAsync(silence)).EnterDemoAsync();

        await visitor.Microphone.ClickAsync();

        await visitor.Expects(visitor.Answer).ToContainTextAsync("I heard nothing");
        Assert.Empty(peer.Recordings);
    }

    [Fact]
    public async Task Unsure_words_are_asked_back_and_yes_sends_them_as_text()
    {
        var peer = stack.Reset();
        peer.Unsure = true;
        await using var visitor = await (await stack.VisitSpeakingAsync(ToneThenSilence())).EnterDemoAsync();
        var before = peer.Home.Events.Count;

        await visitor.Microphone.ClickAsync();
        await visitor.Expects(visitor.Answer).ToContainTextAsync("Did you say “fed max a cup of kibble”?");
        await visitor.Expects(visitor.Answer.GetByRole(AriaRole.Button, new() { Name = "No" })).ToBeVisibleAsync();
        Assert.Equal(before, peer.Home.Events.Count);
        await visitor.Answer.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted: 1 cup of kibble for Max.");
        Assert.Equal(before + 1, peer.Home.Events.Count);
    }

    [Fact]
    public async Task A_blocked_microphone_is_explained()
    {
        stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();

        await visitor.Microphone.ClickAsync();

        await visitor.Expects(visitor.Answer).ToContainTextAsync("microphone", new() { IgnoreCase = true });
        await visitor.Expects(visitor.Answer).ToContainTextAsync("typ", new() { IgnoreCase = true });
        await visitor.TypeAsync("Fed Max a cup of kibble");
        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
    }

    [Fact]
    public async Task Plain_http_on_a_home_network_is_explained()
    {
        stack.Reset();
        var port = new Uri(stack.Address).Port;
        await using var visitor = await stack.VisitWithFlagsAsync(
            FormattableString.Invariant($"http://pawpal.home:{port}"),
            "--host-resolver-rules=MAP pawpal.home 127.0.0.1");
        await visitor.EnterDemoAsync();

        await visitor.Expects(visitor.Page.Locator("#talk-hint")).ToContainTextAsync("only over https");
        await visitor.TypeAsync("Fed Max a cup of kibble");
        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
    }

    [Fact]
    public async Task Voice_that_is_down_is_said_beside_the_button_and_the_recording_is_kept()
    {
        var peer = stack.Reset();
        peer.VoiceAvailable = false;
        await using var visitor = await (await stack.VisitSpeakingAsync(ToneThenSilence())).EnterDemoAsync();

        await visitor.Expects(visitor.Page.Locator("#talk-hint")).ToContainTextAsync("Voice is down at the moment.");
        await visitor.Microphone.ClickAsync();
        await visitor.Expects(visitor.Answer).ToContainTextAsync("Your recording is kept.");
        peer.VoiceAvailable = true;
        await visitor.Answer.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
        Assert.Single(peer.Keys.Distinct(StringComparer.Ordinal));
    }

    private static byte[] ToneThenSilence() => WavFile.Join(
        WavFile.Tone(DeviceRate, TimeSpan.FromSeconds(1)), WavFile.Silence(DeviceRate, TimeSpan.FromSeconds(4)));

    private static async Task HoldAsync(Visitor visitor, TimeSpan howLong)
    {
        await visitor.Microphone.HoverAsync();
        await visitor.Page.Mouse.DownAsync();
        await WaitForLevelAsync(visitor);
        await Task.Delay(howLong, TestContext.Current.CancellationToken);
        await visitor.Page.Mouse.UpAsync();
    }

    // Sound has arrived: from here on the length of the recording is the length of the hold.
    private static async Task WaitForLevelAsync(Visitor visitor)
    {
        await visitor.Expects(visitor.Page.Locator("#talk-hint")).ToContainTextAsync("Listening");
        await visitor.Page.WaitForFunctionAsync(
            "() => Number(document.getElementById('level').style.getPropertyValue('--level')) > 0.1");
        await Task.Delay(400, TestContext.Current.CancellationToken);
    }
}
