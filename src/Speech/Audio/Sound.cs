namespace PawPal.Speech.Audio;

/// <summary>Mono samples, 16 bits each.</summary>
internal sealed record Sound(short[] Samples, int Rate)
{
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / Rate);
}
