using PawPal.Api.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Voice;

/// <summary>Questions back, in words.</summary>
internal static class Questions
{
    private const double LeastConfidence = 0.5;

    private static readonly Sentences Replies = new("PawPal.Api.Voice.Replies");

    public static string LeftAsItWas => Replies["LeftAsItWas"];

    /// <summary>Null when the sentence is clear; otherwise nothing may be written, and this is asked.</summary>
    public static string? Find(Understood understood)
    {
        // The feature that will do it knows what there is to lose, or what a new pet needs, and asks.
        if (understood.Question is { Kind: not QuestionKind.Confirmation } question
            && !understood.Frames.Any(frame => frame.Intent is Intents.AddPet))
            return Ask(question);
        return understood.Frames.Any(frame => frame.Confidence < LeastConfidence) ? Replies["NotUnderstood"] : null;
    }

    public static string DidYouSay(string transcript) => Replies["DidYouSay", transcript];

    private static string Ask(Question question)
    {
        var ask = Replies.Find($"Ask.{question.Slot}") ?? Replies["Ask"];
        var choose = Replies.Find($"Choose.{question.Slot}") ?? Replies["Choose"];
        return question.Candidates.Count == 0
            ? ask
            : string.Format(Sentences.Culture, choose, Spoken.OneOf(question.Candidates));
    }
}
