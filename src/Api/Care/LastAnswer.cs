using PawPal.Api.Commands;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Care;

/// <summary>The words of an answer to "when was ... last ...?".</summary>
/// <param name="kind">Null when any act was asked for.</param>
/// <param name="medication">Null when no medicine was named.</param>
internal sealed class LastAnswer(CommandContext command, string? kind, string? medication)
{
    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    private readonly DateTime _today = command.Zone.ToWallTime(command.Now).Date;

    private string Medicine => medication ?? Replies["SomeMedicine"];

    /// <param name="mentionsMissing">False when no pet was named: those without a record are then left out.</param>
    public string Say(IReadOnlyList<PetResponse> pets, IReadOnlyList<CareEvent> found, bool mentionsMissing)
    {
        var sentences = found
            .GroupBy(Told)
            .OrderByDescending(same => same.First().Response.OccurredAt)
            .Select(same => SayFound([.. InOrder(pets, same)], same.First()))
            .ToList();
        var missing = pets.Where(pet => found.All(e => e.Response.PetId != pet.Id)).Select(pet => pet.Name).ToList();
        if (mentionsMissing && missing.Count > 0)
            sentences.Add(SayMissing(missing));
        return string.Join(' ', sentences);
    }

    // Pets that were seen to together are told of together: one breath instead of six.
    private (string Kind, string When, Guid? By, string? What, bool IsToday) Told(CareEvent e) =>
        (e.Response.Kind, When(e), e.RecordedBy, CareWords.Details(e.Response, command.Caller.Units), IsToday(e));

    private string SayFound(IReadOnlyList<string> names, CareEvent e)
    {
        var who = e.RecordedBy == command.Caller.Account.Value ? Replies["You"] : e.Response.RecordedBy;
        var subject = Spoken.All(names);
        var act = Replies[$"Act.{e.Response.Kind}.{(names.Count == 1 ? "One" : "Many")}", subject, Medicine];
        // A scale is stepped on now and then: "not yet today" would be a reproach.
        var isMissedToday = !IsToday(e) && (kind is CareKind.Feeding or CareKind.Walk or CareKind.Medication);
        var said = isMissedToday
            ? Replies[$"NotToday.{kind}.{(names.Count == 1 ? "One" : "Many")}", subject, When(e), who, Medicine]
            : Replies["Last", act, When(e), who];
        return CareWords.Details(e.Response, command.Caller.Units) is { } what
            ? Replies["WithDetails", said, what]
            : Replies["Sentence", said];
    }

    private string SayMissing(IReadOnlyList<string> names) => medication is null
        ? Replies[$"Never.{kind ?? "any"}", Spoken.OneOf(names)]
        : Replies["NeverMedicine", medication, Spoken.OneOf(names)];

    private bool IsToday(CareEvent e) => command.Zone.ToWallTime(e.Response.OccurredAt).Date == _today;

    private string When(CareEvent e) => command.Say(e.Response.OccurredAt, e.Precision);

    private static IEnumerable<string> InOrder(IReadOnlyList<PetResponse> pets, IEnumerable<CareEvent> events) =>
        pets.Where(pet => events.Any(e => e.Response.PetId == pet.Id)).Select(pet => pet.Name);
}
