using System.Text.Json.Nodes;
using PawPal.Contracts.Care;

namespace PawPal.Contracts.Voice;

/// <summary>Typed form of <c>POST /api/v1/voice/commands</c>; the spoken form is a body of <c>audio/wav</c>.</summary>
/// <param name="Text">1 to 1,000 characters, as a person would say it.</param>
public sealed record VoiceCommandRequest(string Text);

/// <summary>What came of one command.</summary>
/// <param name="Transcript">The words that were understood or typed.</param>
/// <param name="Understood">Frames in the order of the sentence; one of <c>out_of_scope</c> when nothing
/// fitted.</param>
/// <param name="Reply">One breath, in words that can be read aloud.</param>
/// <param name="Events">What was written; empty when nothing was.</param>
/// <param name="UndoToken">Takes all of <paramref name="Events"/> back; null when nothing was written.</param>
/// <param name="Unsure">
/// True when the recogniser did not trust its own words: nothing was written, and the reply asks whether
/// <paramref name="Transcript"/> was meant. Sending it as text confirms it.
/// </param>
/// <param name="AsksYes">
/// True when nothing was written because it carries a risk that the reply tells: "yes" as the next text does it, "no"
/// does
/// not.
/// </param>
public sealed record VoiceCommandResponse(
    string Transcript,
    IReadOnlyList<UnderstoodFrame> Understood,
    string Reply,
    IReadOnlyList<CareEventResponse> Events,
    string? UndoToken,
    bool Unsure = false,
    bool AsksYes = false);

/// <summary>An intent and its slots, with the names and values of docs/understanding.md (snake case).</summary>
public sealed record UnderstoodFrame(string Intent, JsonObject Slots);

/// <summary>Body of <c>POST /api/v1/voice/speech</c>: text to read aloud; the answer is <c>audio/wav</c>.</summary>
/// <param name="Text">1 to 500 characters.</param>
public sealed record SpeakRequest(string Text);

/// <summary>Answer of <c>GET /api/v1/voice/status</c>.</summary>
/// <param name="Available">False when speech is down or not installed; typing works either way.</param>
/// <param name="Detail">One sentence for a person.</param>
public sealed record VoiceStatusResponse(bool Available, string Detail);
