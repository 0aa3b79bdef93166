namespace PawPal.Speech.Decoding;

/// <summary>The recogniser refused a file or a call and can go on; the message names no words of a person.</summary>
internal sealed class EngineException(string message) : Exception(message);
