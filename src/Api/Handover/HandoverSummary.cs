using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Contracts.Care;
using PawPal.Contracts.Handover;
using PawPal.Understanding;

namespace PawPal.Api.Handover;

/// <summary>"Give me a handover": what was done, what was missed, what comes next.</summary>
internal sealed class HandoverSummary : ICommandHandler
{
    private const int Most = 3;

    private static readonly Sentences Replies = new("PawPal.Api.Handover.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.HandoverSummary };

    public bool Writes => false;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        var pets = frame.Slots.Pets is { Count: > 0 } names ? command.Find(names) : command.Pets;
        if (pets is null)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        if (pets.Count == 0)
            return new CommandOutcome.Done(Replies["NoPets"]);
        var ids = pets.Select(pet => pet.Id).ToHashSet();
        var brief = await HandoverBrief.ReadAsync(
            command.Session, command.Caller, TimeSpan.FromHours(24), command.Now, ct);
        var topic = frame.Slots.Topic;
        var recent = brief.Recent.Where(e => ids.Contains(e.PetId) && (topic is null || e.Kind == topic)).ToList();
        var said = new List<string>
        {
            recent.Count == 0
                ? Replies["NothingDone"]
                : Replies["DoneSo", Spoken.All([.. recent.GroupBy(e => (e.Pet, e.Kind))
                    .OrderBy(group => group.Key.Pet, StringComparer.Ordinal).ThenByDescending(group => group.Count())
                    .Take(2 * Most).Select(group => Told(group.Key.Pet, group.Key.Kind, [.. group]))])],
        };
        Add(said, "MissedSo", brief.Missed);
        if (topic is null or "medication")
            AddMedicines(said, [.. brief.Medicines.Where(one => ids.Contains(one.PetId))]);
        Add(said, "NextSo", brief.Schedule);
        return new CommandOutcome.Done(string.Join(' ', said));

        void Add(List<string> to, string key, IReadOnlyList<Contracts.Reminders.OccurrenceResponse> all)
        {
            var own = all.Where(one => (one.Pets.Count == 0 || one.Pets.Any(pet => ids.Contains(pet.Id)))
                && (topic is null || one.Kind == topic)).ToList();
            if (own.Count > 0)
                to.Add(Replies[key, Spoken.All(
                    [.. own.Take(Most).Select(one => HandoverText.Item(one, brief, command.Zone))])]);
        }
    }

    private static void AddMedicines(List<string> said, IReadOnlyList<HandoverMedicine> medicines)
    {
        if (medicines.Count > 0)
            said.Add(Replies["MedicinesSo", Spoken.All(
                [.. medicines.Take(Most).Select(one => Replies["Medicine", one.Pet, one.Medication, one.Words])])]);
    }

    // Which signs and which medicines is what somebody who takes over needs; of the rest how often.
    private static string Told(string pet, string kind, IReadOnlyList<CareEventResponse> events)
    {
        var did = Replies.Find($"Did.{kind}") ?? kind;
        var which = events.Select(e => kind is CareKind.Symptom ? e.What : kind is CareKind.Medication ? e.Medication
            : null)
            .OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return which.Count > 0
            ? Replies["DoneWhich", pet, did, Times(events.Count), Spoken.All(which)]
            : Replies["DoneTimes", pet, did, Times(events.Count)];
    }

    private static string Times(int count) => count switch
    {
        1 => Replies["Once"],
        2 => Replies["Twice"],
        _ => Replies["Times", count],
    };
}
