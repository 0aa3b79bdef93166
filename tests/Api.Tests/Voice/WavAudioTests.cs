using CsCheck;
using PawPal.Api.Voice;
using PawPal.Testing;

namespace PawPal.Api.Tests.Voice;

public sealed class WavAudioTests
{
    [Theory]
    [InlineData(8_000, 1)]
    [InlineData(22_050, 1)]
    [InlineData(44_100, 2)]
    [InlineData(192_000, 2)]
    public void Any_usual_rate_mono_or_stereo_is_read(int rate, int channels)
    {
        Assert.Null(WavAudio.Read(WavBytes.Tone(1, rate, channels), out var audio));
        Assert.Equal((rate, channels, TimeSpan.FromSeconds(1)), (audio.Rate, audio.Channels, audio.Duration));
    }

    [Fact]
    public void Extensible_headers_are_read()
    {
        var file = WavBytes.File(48_000, 2, Loud(48_000, 2), format: 0xFFFE, extension: WavBytes.Extension());
        Assert.Null(WavAudio.Read(file, out var audio));
        Assert.Equal((48_000, 2), (audio.Rate, audio.Channels));
    }

    [Fact]
    public async Task What_speech_programs_write_is_read()
    {
        Assert.Null(WavAudio.Read(await Speaker.EspeakAsync("fed Luna"), out _));
        Assert.Null(WavAudio.Read(await Speaker.FliteAsync("fed Luna"), out _));
    }

    [Theory]
    [InlineData(0xFFFF_FFFF)]
    [InlineData(0x7FFF_F000)]
    public void A_length_that_the_writer_did_not_know_means_all_the_rest(uint length)
    {
        Assert.Null(WavAudio.Read(WavBytes.File(16_000, 1, Loud(16_000), dataLength: length), out var audio));
        Assert.Equal(TimeSpan.FromSeconds(1), audio.Duration);
    }

    [Fact]
    public void Other_chunks_are_skipped_also_those_of_odd_length()
    {
        var file = WavBytes.Tone(1);
        byte[] withList = [.. file[..12], .. WavBytes.Chunk("LIST", [1, 2, 3]), 0, .. file[12..]];
        Assert.Null(WavAudio.Read(withList, out var audio));
        Assert.Equal(TimeSpan.FromSeconds(1), audio.Duration);
    }

    [Fact]
    public void What_is_sent_on_is_a_plain_mono_file()
    {
        Assert.Null(WavAudio.Read(WavBytes.Tone(1, 44_100, 2), out var stereo));
        var mono = stereo.ToMonoFile();
        Assert.Equal(44 + 44_100 * 2, mono.Length);
        Assert.Null(WavAudio.Read(mono, out var again));
        Assert.Equal((44_100, 1, stereo.Duration), (again.Rate, again.Channels, again.Duration));
    }

    public static TheoryData<string, byte[]> Faulty => new()
    {
        { nameof(WavFault.Empty), [] },
        { nameof(WavFault.Empty), WavBytes.File(16_000, 1, []) },
        { nameof(WavFault.NotWav), "<html><body>Hello, this is a page</body></html>"u8.ToArray() },
        { nameof(WavFault.NotWav), "RIFF\0\0\0\0AVI LIST and so on"u8.ToArray() },
        { nameof(WavFault.NotWav), [0] },
        { nameof(WavFault.Truncated), "RI"u8.ToArray() },
        { nameof(WavFault.Truncated), WavBytes.Tone(1)[..20] },
        { nameof(WavFault.Truncated), WavBytes.Tone(1)[..38] },
        { nameof(WavFault.Truncated), WavBytes.Tone(1)[..44] },
        { nameof(WavFault.Truncated), WavBytes.Tone(1)[..5_000] },
        { nameof(WavFault.Unsupported), WavBytes.File(16_000, 1, Loud(16_000), bits: 8) },
        { nameof(WavFault.Unsupported), WavBytes.File(16_000, 1, Loud(16_000), format: 3, bits: 32) },
        { nameof(WavFault.Unsupported),
            WavBytes.File(16_000, 1, Loud(16_000), 0xFFFE, extension: WavBytes.Extension(3)) },
        { nameof(WavFault.Unsupported), WavBytes.File(16_000, 1, Loud(16_000), 0xFFFE) },
        { nameof(WavFault.Unsupported), WavBytes.File(16_000, 3, Loud(16_000, 3)) },
        { nameof(WavFault.Unsupported), WavBytes.File(4_000, 1, Loud(4_000)) },
        { nameof(WavFault.Unsupported), WavBytes.File(0, 1, Loud(16_000)) },
        { nameof(WavFault.Unsupported), WavBytes.File(-1, 1, Loud(16_000)) },
        { nameof(WavFault.TooLong), WavBytes.Tone(30.1) },
        { nameof(WavFault.Silent), WavBytes.Silence(3) },
        { nameof(WavFault.Silent), WavBytes.Tone(3, amplitude: 60) },
        { nameof(WavFault.Silent), WavBytes.Tone(0.05) },
        { nameof(WavFault.Silent), WavBytes.File(16_000, 1, WavBytes.Samples(16_000, 1, _ => 9_000)) },
    };

    [Theory]
    [MemberData(nameof(Faulty), DisableDiscoveryEnumeration = true)]
    public void Faults_are_told_apart(string fault, byte[] file) =>
        Assert.Equal(Enum.Parse<WavFault>(fault), WavAudio.Read(file, out _));

    [Fact]
    public void Thirty_seconds_are_not_too_long() => Assert.Null(WavAudio.Read(WavBytes.Tone(30), out _));

    [Fact]
    public void Any_bytes_are_judged_and_none_crash() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        WavAudio.Read(bytes, out _);
        byte[] begun = [.. "RIFF\0\0\0\0WAVE"u8, .. bytes];
        WavAudio.Read(begun, out _);
        byte[] damaged = [.. WavBytes.Tone(0.2)];
        bytes.AsSpan(0, Math.Min(bytes.Length, 40)).CopyTo(damaged.AsSpan(4));
        if (WavAudio.Read(damaged, out var audio) is null)
            audio.ToMonoFile();
    });

    private static byte[] Loud(int frames, int channels = 1) =>
        WavBytes.Samples(frames, channels, i => (short)(i % 2 == 0 ? 9_000 : -9_000));
}
