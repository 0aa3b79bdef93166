using PawPal.Api.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>"Bella did a poo", "brushed Luna for ten minutes", "Luna threw up", "note that Pip hid all day".</summary>
internal sealed class LogWhat(ISymptomAdvice advice) : ICommandHandler
{
    private const int LongestWhat = 80;
    private const int LongestNote = 2_000;

    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    public IReadOnlySet<string> Intents { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        Understanding.Intents.LogPotty,
        Understanding.Intents.LogGrooming,
        Understanding.Intents.LogSymptom,
        Understanding.Intents.LogNote,
    };

    public bool Writes => true;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (CareAct.Read(frame, command, out var act) is { } answer)
            return answer;
        var (what, note) = (frame.Slots.Symptom ?? frame.Slots.Topic, frame.Slots.Note);
        if (!CareAct.TryTrim(ref what, LongestWhat) || !CareAct.TryTrim(ref note, LongestNote))
            return new CommandOutcome.Refused(Replies["NoteTooLong"]);
        var minutes = frame.Slots.DurationMinutes;
        if (minutes is < 1 or > 24 * 60)
            return new CommandOutcome.Refused(Replies["MinutesWrong"]);
        var kind = KindOf(frame.Intent);
        if (kind is CareKind.Note && note is null)
            return new CommandOutcome.Asked(Replies["WhichNote"], SlotNames.Note);
        if (kind is CareKind.Symptom && what is null && note is null)
            return new CommandOutcome.Asked(Replies["WhichSymptom", act.Names], SlotNames.Symptom);

        var details = new CareDetails(
            kind,
            DurationMinutes: kind is CareKind.Grooming ? minutes : null,
            What: kind is CareKind.Note ? null : what ?? Replies[$"Some.{kind}"],
            Note: note);
        if (await CareEventStore.AddAsync(act, details, command, ct) is not { } events)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        var reply = Replies[$"Noted.{kind}", act.Names, details.What ?? "", act.Say(command)];
        if (kind is CareKind.Symptom)
        {
            var told = await advice.AdviseAsync(act.Pets, $"{what} {note}", command, ct);
            reply = string.Join(' ', told.DefaultIfEmpty(Replies["WhenWorse"]).Prepend(reply));
        }

        return new CommandOutcome.Done(reply, events);
    }

    private static string KindOf(string intent) => intent switch
    {
        Understanding.Intents.LogPotty => CareKind.Potty,
        Understanding.Intents.LogGrooming => CareKind.Grooming,
        Understanding.Intents.LogSymptom => CareKind.Symptom,
        _ => CareKind.Note,
    };
}
