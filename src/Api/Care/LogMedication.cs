using PawPal.Api.Commands;
using PawPal.Api.Medications;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>"Max had half a tablet of Apoquel at seven."</summary>
internal sealed class LogMedication : ICommandHandler
{
    private const int LongestMedication = 80;
    private const int LongestDose = 40;

    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.LogMedication };

    public bool Writes => true;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (CareAct.Read(frame, command, out var act) is { } answer)
            return answer;
        var (medication, dose) = (frame.Slots.Medication, frame.Slots.Dose);
        if (!CareAct.TryTrim(ref medication, LongestMedication) || !CareAct.TryTrim(ref dose, LongestDose))
            return new CommandOutcome.Refused(Replies["MedicationTooLong"]);
        if (dose is not null && !DoseAmount.IsPlausible(dose))
            return new CommandOutcome.Refused(Replies["DoseWrong"]);

        var name = medication ?? Replies["SomeMedicine"];
        var details = new CareDetails(CareKind.Medication, Medication: name, Dose: dose);
        var verdict = await DoseGuard.LookAsync(
            command.Session,
            command.Caller,
            new DoseQuestion([.. act.Pets.Select(pet => pet.Id)], name, act.Occurred.At, act.Occurred.Precision),
            ct);
        if (verdict.Doubts.Count > 0 && !command.IsConfirmed)
            return DoubtWords.Ask(verdict, name, command.Now, command.Zone);
        if (await CareEventStore.AddAsync(
            act, pet => verdict.DetailsFor(pet, details), command, ct) is not { } events)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        await MedicineNotices.AddAsync(command.Session, command.Caller, verdict, events, command.Now, ct);
        var each = act.Pets.Count > 1 && dose is not null;
        var what = CareWords.Medicine(name, dose);
        return new CommandOutcome.Done(Replies[each ? "GaveEach" : "Gave", act.Names, what, act.Say(command)], events)
        {
            TeachesWords = medication is not null,
        };
    }
}
