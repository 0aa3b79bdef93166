namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem RecordingEmpty = new(
        "recording-empty", 400, "The recording is empty", "Record again and speak before you stop.");

    public static readonly Problem RecordingNotWav = new(
        "recording-not-wav", 400, "This is not a WAV recording", "Send a WAV file with 16-bit PCM sound.");

    public static readonly Problem RecordingCutOff = new(
        "recording-cut-off", 400, "The recording was cut off",
        "A part of the file is missing. Record and send it again.");

    public static readonly Problem RecordingUnsupported = new(
        "recording-unsupported", 422, "This kind of WAV recording cannot be read",
        "Record with 16-bit PCM, mono or stereo, at 8,000 to 192,000 Hz.");

    public static readonly Problem RecordingTooLong = new(
        "recording-too-long", 422, "The recording is too long", "Say it in at most 30 seconds.");

    public static readonly Problem RecordingTooLarge = new(
        "recording-too-large", 413, "The recording is too large", "Send at most 10 MB, which is 30 seconds of speech.");

    public static readonly Problem TextTooLarge = new(
        "text-too-large", 413, "The text is too long", "A command has at most 1,000 characters.");

    public static readonly Problem NothingSaid = new(
        "nothing-said", 422, "The recording is silent",
        "Check the microphone, speak up, and try again. Typing works too.");

    public static readonly Problem NoWordsHeard = new(
        "no-words-heard", 422, "No words could be heard",
        "Speak closer to the microphone or where it is quieter. Typing works too.");

    public static readonly Problem VoiceDown = new(
        "voice-down", 503, "Voice is down", "Voice is down right now. Typing still works.");
}
