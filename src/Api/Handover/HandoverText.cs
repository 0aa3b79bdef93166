using System.Text;
using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Plans;
using PawPal.Contracts.Care;
using PawPal.Contracts.Handover;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Handover;

/// <summary>The brief as plain text.</summary>
internal static class HandoverText
{
    private static readonly Sentences Words = new("PawPal.Api.Handover.Replies");

    public static string Write(HandoverResponse brief, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        text.AppendLine(Words["Title", brief.Household, Wall(brief.At, brief, zone)]);
        Part(text, "Missed", brief.Missed.Select(one => Item(one, brief, zone)));
        Part(text, "Schedule", brief.Schedule.Select(one => Item(one, brief, zone)));
        Part(text, "Medicines", brief.Medicines.Select(one => Medicine(one, brief, zone)));
        foreach (var pet in brief.Pets)
            Part(text, Words["Pet", pet.Name, pet.Breed ?? pet.Species], About(pet, brief));
        Part(text, "House", brief.Notes.Where(note => note.PetId is null).Select(note => note.Text));
        Part(text, "Recent", brief.Recent.Take(20).Select(e => Words[
            "Done", e.Pet, Did(e), SpokenTime.Of(e.OccurredAt, brief.At, zone), e.RecordedBy]));
        Part(text, "Contacts", brief.Contacts.Select(one => string.Join(
            ", ", new[] { one.Name, one.Phone, one.Address, one.Note }.Where(part => part is not null))));
        Part(text, "Poison",
            brief.PoisonLines.Select(line => $"{line.Name} ({line.Country}): {line.Phone}. {line.Note}"));
        return text.ToString();
    }

    /// <summary>"was fed (1 cup of kibble)".</summary>
    private static string Did(CareEventResponse e)
    {
        var did = Words.Find($"Did.{e.Kind}") ?? e.Kind;
        return CareWords.Details(e) is { } details ? Words["WithNote", did, details] : did;
    }

    /// <summary>"Feed Max (today at 6 pm)".</summary>
    public static string Item(OccurrenceResponse one, HandoverResponse brief, TimeZoneInfo zone) =>
        Words["Item", one.Title, Wall(one.DueAt, brief, zone)];

    private static string Wall(DateTimeOffset at, HandoverResponse brief, TimeZoneInfo zone) =>
        PlanTimes.Say(zone.ToWallTime(at), zone.ToWallTime(brief.At));

    private static string Medicine(HandoverMedicine one, HandoverResponse brief, TimeZoneInfo zone)
    {
        var said = Words["Medicine", one.Pet, one.Medication, one.Words];
        if (one.Note is { } note)
            said = Words["WithNote", said, note];
        return one.LastGivenAt is { } at ? Words["WithLast", said, SpokenTime.Of(at, brief.At, zone)] : said;
    }

    private static IEnumerable<string> About(HandoverPet pet, HandoverResponse brief)
    {
        if (pet.Diet is { } diet)
            yield return Words["Diet", diet];
        if (pet.Allergies.Count > 0)
            yield return Words["Allergies", Spoken.All(pet.Allergies)];
        if (pet.Conditions.Count > 0)
            yield return Words["Conditions", Spoken.All(pet.Conditions)];
        foreach (var note in brief.Notes.Where(note => note.PetId == pet.Id))
            yield return note.Text;
    }

    private static void Part(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        text.AppendLine().AppendLine(Words.Find($"Part.{title}") ?? title);
        foreach (var line in all)
            text.Append("- ").AppendLine(line);
    }
}
