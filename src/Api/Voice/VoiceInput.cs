namespace PawPal.Api.Voice;

/// <summary>What a caller said or typed, checked.</summary>
internal abstract record VoiceInput
{
    private VoiceInput()
    {
    }

    public sealed record Typed(string Text) : VoiceInput;

    /// <param name="File">The bytes as they came: what an Idempotency-Key stands for.</param>
    public sealed record Spoken(WavAudio Audio, ReadOnlyMemory<byte> File) : VoiceInput;

    /// <summary>Nothing that can be worked on.</summary>
    public sealed record Wrong(Problem Problem, IReadOnlyList<ProblemError>? Errors = null) : VoiceInput;
}
