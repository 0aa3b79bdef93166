using CsCheck;
using PawPal.Speech.Audio;

namespace PawPal.Speech.Tests.Audio;

public sealed class WavReaderTests
{
    private static readonly short[] Samples = [1, -2, 300, -400, 5_000];

    [Theory]
    [InlineData(8_000)]
    [InlineData(22_050)]
    [InlineData(192_000)]
    public void Reads_every_rate(int rate)
    {
        var sound = WavReader.Read(Sounds.Wav(Samples, rate));

        Assert.Equal(rate, sound.Rate);
        Assert.Equal(Samples, sound.Samples);
    }

    [Fact]
    public void Stereo_becomes_the_mean_of_both_sides() =>
        Assert.Equal([15], WavReader.Read(Sounds.Wav(new byte[] { 10, 0, 20, 0 }, channels: 2)).Samples);

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [InlineData(0x7FFFF000u)]
    public void A_streamed_file_has_no_size_and_is_read_to_its_end(uint size) =>
        Assert.Equal([258], WavReader.Read(Sounds.Wav([2, 1], size: size)).Samples);

    [Fact]
    public void Chunks_of_odd_size_are_padded() =>
        Assert.Single(
            WavReader.Read(Sounds.Wav(new byte[] { 2, 1 }, before: [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0])).Samples);

    [Fact]
    public void The_extensible_format_is_read_when_it_holds_pcm()
    {
        byte[] format =
        [
            .. "fmt "u8, 40, 0, 0, 0, 0xFE, 0xFF, 1, 0, 0x80, 0x3E, 0, 0, 0, 0x7D, 0, 0, 2, 0, 16, 0,
            22, 0, 16, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71,
        ];

        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. format, .. "data"u8, 2, 0, 0, 0, 7, 0];

        Assert.Equal([7], WavReader.Read(file).Samples);
    }

    public static TheoryData<byte[], string> Malformed => new()
    {
        { [], "empty" },
        { [1, 2, 3], "not a WAV" },
        { [.. "OggS"u8, .. new byte[100]], "not a WAV" },
        { Sounds.Wav(Array.Empty<byte>())[..18], "ends before" },
        { Sounds.Wav(Array.Empty<byte>()), "no sound" },
        { Sounds.Wav(new byte[1]), "no sound" },
        { Sounds.Wav([1, 2], bits: 24), "16-bit PCM" },
        { Sounds.Wav([1, 2], tag: 3), "16-bit PCM" },
        { Sounds.Wav(new byte[] { 1, 2 }, channels: 6), "6 channels" },
        { Sounds.Wav(new byte[] { 1, 2 }, channels: 0), "0 channels" },
        { Sounds.Wav(new byte[] { 1, 2 }, rate: 4_000), "4000 samples" },
        { Sounds.Wav(new byte[] { 1, 2 }, rate: 500_000), "500000 samples" },
        { Sounds.Wav(new byte[61 * 16_000], rate: 8_000), "longer than 60 seconds" },
        { [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. "data"u8, 2, 0, 0, 0, 7, 0], "what kind of sound" },
        {
            [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. "fmt "u8, 4, 0, 0, 0, 1, 0, 1, 0, .. "data"u8, 0, 0, 0, 0],
            "cut off"
        },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_file_that_cannot_be_used_is_refused_with_its_reason(byte[] file, string reason)
    {
        var refusal = Assert.Throws<UnusableAudioException>(() => WavReader.Read(file));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_make_the_reader_fail_otherwise()
    {
        var whole = Sounds.Wav(Samples, 22_050, channels: 2);
        var edited = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[0, 12];
        Gen.Select(Gen.Int[0, whole.Length], edited, Gen.Byte.Array[0, 40])
            .Sample(change =>
            {
                var (length, edits, tail) = change;
                var file = whole.ToArray();
                foreach (var (at, value) in edits)
                    file[at] = value;
                try
                {
                    Assert.NotEmpty(WavReader.Read([.. file[..length], .. tail]).Samples);
                }
                catch (UnusableAudioException)
                {
                    // The documented refusal.
                }
            }, iter: 20_000);
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Short.Array[1, 200].Sample(samples =>
        {
            var sound = WavReader.Read(WavWriter.Write(new Sound(samples, 16_000)));
            return sound.Rate == 16_000 && sound.Samples.AsSpan().SequenceEqual(samples);
        });
}
