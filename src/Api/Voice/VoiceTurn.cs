using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.LanguageModel;
using PawPal.Contracts.Voice;
using PawPal.Understanding;

namespace PawPal.Api.Voice;

/// <summary>
/// One turn: listen, understand, do, reply. No transaction is open while somebody else's service works.
/// </summary>
internal sealed class VoiceTurn(
    HouseholdVocabulary vocabulary,
    SpeechClient speech,
    CommandRunner runner,
    IdempotentWrites writes,
    Conversations conversations,
    SentenceModel model,
    VoiceMetrics metrics,
    TimeProvider clock)
{
    private const string Route = "voice/commands";
    private const string Unsure = "unsure";

    public async Task<WriteOutcome> RunAsync(
        HouseholdCaller caller, VoiceInput input, ClientKey? key, CancellationToken ct)
    {
        var isSpoken = input is VoiceInput.Spoken;
        var fingerprint = input switch
        {
            VoiceInput.Spoken(_, var file) => Fingerprint.Of(Route, file.Span),
            VoiceInput.Typed(var text) => Fingerprint.Of(Route, text),
            _ => throw new ArgumentException("Only what was checked is worked on.", nameof(input)),
        };
        if (await writes.FindAsync(caller, key, fingerprint, ct) is { } earlier)
        {
            metrics.Ended("replayed", isSpoken);
            return earlier;
        }

        var (words, isFresh) = await vocabulary.GetAsync(caller.Household, ct);
        var heard = await HearAsync(input, words, ct);
        if (heard.Problem is { } problem)
        {
            metrics.Ended(problem == Problems.VoiceDown ? "voice_down" : "not_heard", isSpoken);
            return new WriteOutcome.Failed(problem);
        }

        var turn = new Turn(caller, key, fingerprint, isSpoken, heard.Text, CommandTime.Now(clock))
        {
            Before = await conversations.FindAsync(caller, ct),
        };
        var understood = Understand(turn, words);
        if (understood.Consent is { } isYes)
            return await ConfirmAsync(turn, isYes, words, ct);
        if (!isFresh && IsUnclear(understood))
        {
            // The words kept in the cache may lack a new pet: look again before saying that it is unknown.
            words = await vocabulary.RenewAsync(caller.Household, ct);
            understood = Understand(turn, words);
        }

        understood = await AskModelAsync(turn, understood, words, heard.IsDoubtful, ct);
        if (heard.IsDoubtful)
        {
            if (understood.Frames.Any(frame => frame.Intent is not Intents.OutOfScope))
                await conversations.KeepAsync(
                    caller, new LastTurn(understood.Frames, understood.Question, WasDoubted: true), ct);
            return await AskAsync(turn, understood, Questions.DidYouSay(heard.Text), Unsure, ct);
        }

        return await AnswerAsync(turn, understood, words, ct);
    }

    private async Task<WriteOutcome> AnswerAsync(
        Turn turn, Understood understood, Vocabulary words, CancellationToken ct)
    {
        if (Questions.Find(understood) is not { } question)
            return await ActAsync(turn, understood, words, ct);
        await conversations.KeepAsync(turn.Caller, new LastTurn(understood.Frames, understood.Question), ct);
        return await AskAsync(turn, understood, question, "question", ct);
    }

    /// <summary>A yes or no to a risk that the turn before told, or to what it thought to have heard.</summary>
    private async Task<WriteOutcome> ConfirmAsync(Turn turn, bool isYes, Vocabulary words, CancellationToken ct)
    {
        var understood = new Understood(turn.Before!.Frames);
        // Heard right is not yet wanted in spite of a risk: that is asked next.
        if (isYes && turn.Before.WasDoubted)
            return await AnswerAsync(turn, understood with { Question = turn.Before.Question }, words, ct);
        if (isYes)
            return await ActAsync(turn with { IsConfirmed = true }, understood, words, ct);
        await conversations.ForgetAsync(turn.Caller, ct);
        return await AskAsync(turn, understood, Questions.LeftAsItWas, "question", ct);
    }

    private async Task<Heard> HearAsync(VoiceInput input, Vocabulary words, CancellationToken ct)
    {
        if (input is VoiceInput.Typed typed)
            return new Heard(typed.Text);
        using var stage = metrics.Begin(VoiceMetrics.Recognise);
        return await speech.RecogniseAsync(((VoiceInput.Spoken)input).Audio, words.ToHint(), ct) switch
        {
            Recognised.Words { IsNothing: false } said => new Heard(said.Text, said.IsDoubtful),
            Recognised.Down => new Heard("") { Problem = Problems.VoiceDown },
            _ => new Heard("") { Problem = Problems.NoWordsHeard },
        };
    }

    private Understood Understand(Turn turn, Vocabulary words)
    {
        using var stage = metrics.Begin(VoiceMetrics.Understand);
        var before = turn.Before is { } last
            ? new Conversation(last.Frames, last.Confirms || last.WasDoubted ? new(QuestionKind.Confirmation, "", [])
                : last.Question)
            : null;
        return Interpreter.Understand(turn.Text, words.ToContext(turn.Now, turn.Caller.TimeZone), before);
    }

    // Only what nothing else understood is worth its time; what may have been misheard is not asked about.
    private async Task<Understood> AskModelAsync(
        Turn turn, Understood understood, Vocabulary words, bool isDoubtful, CancellationToken ct)
    {
        if (!model.IsOn || isDoubtful || understood.IsTooLong
            || !understood.Frames.All(frame => frame.Intent is Intents.OutOfScope))
            return understood;
        using var stage = metrics.Begin(VoiceMetrics.AskModel);
        return await model.ReadAsync(turn.Text, words.ToContext(turn.Now, turn.Caller.TimeZone), ct) ?? understood;
    }

    private static bool IsUnclear(Understood understood) =>
        Questions.Find(understood) is not null
        || understood.Frames.Any(frame => frame.Intent is Intents.OutOfScope);

    private async Task<WriteOutcome> AskAsync(
        Turn turn, Understood understood, string question, string outcome, CancellationToken ct)
    {
        metrics.Ended(outcome, turn.IsSpoken);
        var answer = Answer(turn, understood, question) with { Unsure = outcome is Unsure };
        return await writes.KeepAsync(turn.Caller, turn.Key, turn.Fingerprint, WriteAnswer.Ok(answer), ct);
    }

    private async Task<WriteOutcome> ActAsync(Turn turn, Understood understood, Vocabulary words, CancellationToken ct)
    {
        using var stage = metrics.Begin(VoiceMetrics.Write);
        var outcome = "replayed";
        var teachesWords = false;
        LastTurn? next = null;
        var answer = await writes.RunAsync(turn.Caller, turn.Key, turn.Fingerprint, RunAsync, ct);
        metrics.Ended(outcome, turn.IsSpoken);
        if (next is not null)
            await conversations.KeepAsync(turn.Caller, next, ct);
        // After the commit: before it, another request could put the old words back.
        if (teachesWords)
            await vocabulary.DropAsync(turn.Caller.Household, ct);
        return answer;

        async Task<WriteResult> RunAsync(HouseholdSession session, CancellationToken token)
        {
            var command = new CommandContext(session, turn.Caller, Guid.CreateVersion7(turn.Now), turn.Now, words.Pets)
            {
                IsConfirmed = turn.IsConfirmed,
            };
            if (understood.Revises && turn.Before?.Command is { } revised)
                await Retractions.OfCommandAsync(command, revised, token);
            var ran = await runner.RunAsync(understood.Frames, command, token);
            outcome = NameOf(ran, understood);
            // What was not understood answers nothing: a question that is open stays so.
            var isLost = turn.Before is { Question: not null } && understood.Frames.All(
                f => f.Intent is Intents.OutOfScope);
            next = isLost ? null : Next(ran, understood, command.Id);
            teachesWords = ran is CommandOutcome.Done { TeachesWords: true } && HasNewWords(understood, words);
            return ran switch
            {
                CommandOutcome.Done(var reply, var events) => new WriteResult.Written(
                    WriteAnswer.Ok(Answer(turn, understood, reply) with
                    {
                        Events = events,
                        UndoToken = events.Count > 0 ? UndoToken.Of(command.Id) : null,
                    })),
                CommandOutcome.Forbidden => new WriteResult.Failed(Problems.RoleTooLow),
                _ => new WriteResult.Declined(WriteAnswer.Ok(Answer(turn, understood, ran.Reply) with
                {
                    AsksYes = ran is CommandOutcome.NeedsYes,
                })),
            };
        }
    }

    private static VoiceCommandResponse Answer(Turn turn, Understood understood, string reply) =>
        new(turn.Text, [.. understood.Frames.Select(FrameJson.Of)], reply, [], UndoToken: null);

    private static bool HasNewWords(Understood understood, Vocabulary words) => understood.Frames.Any(frame =>
        frame.Intent is Intents.CreateReminder || (frame.Slots.Medication is { } named
            && !words.Medications.Contains(named, StringComparer.OrdinalIgnoreCase)));

    // What was refused or asked in a feature's own words leaves nothing to lean on but its frames.
    private static LastTurn Next(CommandOutcome outcome, Understood understood, Guid command) => new(
        understood.Frames,
        outcome is CommandOutcome.Asked { Slot: { } slot } asked
            ? new Question(QuestionKind.Missing, slot, asked.Candidates) : understood.Question,
        outcome is CommandOutcome.Done ? command : null,
        outcome is CommandOutcome.NeedsYes);

    private static string NameOf(CommandOutcome outcome, Understood understood) => outcome switch
    {
        CommandOutcome.Done => "done",
        CommandOutcome.Asked or CommandOutcome.NeedsYes => "question",
        CommandOutcome.Forbidden => "forbidden",
        _ when understood.Frames.Any(frame => frame.Intent is Intents.OutOfScope) => "out_of_scope",
        _ => "refused",
    };

    private sealed record Turn(
        HouseholdCaller Caller, ClientKey? Key, byte[] Fingerprint, bool IsSpoken, string Text, DateTimeOffset Now)
    {
        public LastTurn? Before { get; init; }

        public bool IsConfirmed { get; init; }
    }

    private readonly record struct Heard(string Text, bool IsDoubtful = false)
    {
        public Problem? Problem { get; init; }
    }
}
