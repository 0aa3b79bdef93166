using PawPal.Speech.Audio;

namespace PawPal.Speech.Tests.Audio;

public sealed class ResamplerTests
{
    private const int Target = 16_000;

    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(192_000)]
    public void A_tone_keeps_its_frequency_and_level(int rate)
    {
        var output = Resampler.To(Target, new Sound(Sounds.Tone(1_000, rate, 0.5), rate));

        var middle = output.Samples.AsSpan(2_000, 4_000);
        Assert.InRange(AmplitudeAt(middle, 1_000), 9_950, 10_050);
        Assert.InRange(AmplitudeAt(middle, 1_100), 0, 50);
    }

    [Theory]
    [InlineData(22_050, 10_000)]
    [InlineData(44_100, 9_000)]
    [InlineData(44_100, 15_000)]
    [InlineData(48_000, 17_000)]
    [InlineData(192_000, 33_000)]
    public void A_tone_above_the_new_band_is_gone(int rate, int hertz)
    {
        var output = Resampler.To(Target, new Sound(Sounds.Tone(hertz, rate, 0.5), rate));

        // 10,000 before: 2 is -74 dB, the grain of 16 bits in between.
        Assert.True(output.Samples[1_000..^1_000].Max(Math.Abs) <= 2);
    }

    [Theory]
    [InlineData(8_001)]
    [InlineData(22_050)]
    [InlineData(191_999)]
    public void The_length_in_seconds_stays(int rate) =>
        Assert.InRange(
            Resampler.To(Target, new Sound(new short[rate * 2], rate)).Duration.TotalSeconds, 1.999, 2.001);

    [Fact]
    public void The_loudest_sound_does_not_wrap_around()
    {
        var square = Enumerable.Range(0, 22_050)
            .Select(i => i / 50 % 2 == 0 ? short.MaxValue : short.MinValue).ToArray();

        var output = Resampler.To(Target, new Sound(square, 22_050)).Samples;

        // A wrapped sample would jump over the whole range within one half wave.
        for (var i = 40; i < 60; i++)
            Assert.True(Math.Abs(output[i + 1] - output[i]) < short.MaxValue);
    }

    private static double AmplitudeAt(ReadOnlySpan<short> samples, double hertz)
    {
        double real = 0, imaginary = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var window = 1 - Math.Cos(2 * Math.PI * i / samples.Length);
            real += window * samples[i] * Math.Cos(2 * Math.PI * hertz * i / Target);
            imaginary += window * samples[i] * Math.Sin(2 * Math.PI * hertz * i / Target);
        }

        return 2 * Math.Sqrt(real * real + imaginary * imaginary) / samples.Length;
    }
}
