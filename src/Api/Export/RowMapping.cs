using System.Globalization;
using System.Text.Json.Nodes;
using PawPal.Api.Appointments;
using PawPal.Api.Households;
using PawPal.Api.Recurrences;
using PawPal.Contracts.Export;

namespace PawPal.Api.Export;

/// <summary>
/// Makes rows of one household those of another. Ids follow from the old ones and the household, so that the same
/// import
/// again adds nothing; in the household that they come from they stay.
/// </summary>
internal sealed class RowMapping(
    ExportManifest manifest, HouseholdCaller caller, IReadOnlySet<Guid> members, DateTimeOffset now)
{
    private readonly bool _isSame = manifest.HouseholdId == caller.Household.Value;

    public Guid IdOf(Guid id) => _isSame
        ? id
        : StableId.Of([.. caller.Household.Value.ToByteArray(bigEndian: true), .. id.ToByteArray(bigEndian: true)]);

    /// <summary>Null when the row was mapped; otherwise what is wrong with it.</summary>
    public string? Map(HouseholdTable table, JsonObject row)
    {
        if (table.Name == "care_event" && row["recorded_as"] is null && Account(row["recorded_by"]) is { } by
            && !members.Contains(by))
            row["recorded_as"] = Short(manifest.People.GetValueOrDefault(by) ?? "someone who left");
        foreach (var (name, value) in row.ToList())
        {
            if (table.People.Contains(name, StringComparer.Ordinal))
                row[name] = Account(value) is { } person && members.Contains(person) ? person : caller.Account.Value;
            else if (table.Assigned.Contains(name, StringComparer.Ordinal))
                row[name] = Assigned(value);
            else if (IsId(name) && value is not null && !TryMap(row, name, value))
                return $"{name} is no id";
        }

        row["household_id"] = caller.Household.Value;
        return table.Name switch
        {
            "reminder" => Reminder(row),
            "regimen" => Schedule(row, out _),
            "appointment" => Appointment(row),
            _ => null,
        };
    }

    private static bool IsId(string name) =>
        name is "id" or "replaced_by" || name.EndsWith("_id", StringComparison.Ordinal)
        || name.EndsWith("_ids", StringComparison.Ordinal);

    private bool TryMap(JsonObject row, string name, JsonNode value)
    {
        if (value is JsonArray list)
        {
            var ids = list.Select(Account).ToList();
            if (ids.Contains(null))
                return false;
            row[name] = new JsonArray([.. ids.Select(id => (JsonNode)IdOf(id!.Value))]);
            return true;
        }

        if (Account(value) is not { } one)
            return false;
        row[name] = IdOf(one);
        return true;
    }

    private JsonNode? Assigned(JsonNode? value) => value is JsonArray list
        ? new JsonArray([.. list.Select(Account).OfType<Guid>().Where(members.Contains).Select(id => (JsonNode)id)])
        : Account(value) is { } person && members.Contains(person) ? person : null;

    private static Guid? Account(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var said) && Guid.TryParse(said, out var id) ? id
            : null;

    private static string Short(string name) => name.Length > 60 ? name[..60] : name;

    // A rule that was never checked must not get in; what it fires next is reckoned anew.
    private string? Reminder(JsonObject row)
    {
        if (Schedule(row, out var schedule) is { } wrong)
            return wrong;
        var next = Text(row, "state") is "active" or null ? schedule?.FirstFrom(now) : null;
        row["next_occurrence"] = next?.Occurrence.ToString("s", CultureInfo.InvariantCulture);
        row["next_due_at"] = next?.At.ToString("O", CultureInfo.InvariantCulture);
        return null;
    }

    private static string? Schedule(JsonObject row, out ZonedSchedule? schedule)
    {
        schedule = null;
        if (Text(row, "time_zone") is not { } zone || !TimeZones.IsIana(zone))
            return "time_zone is none";
        if (!DateTime.TryParseExact(
            Text(row, "starts_at"), "s", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start))
            return "starts_at is no wall time";
        if (ScheduleCheck.TryMake(
            start, Text(row, "rule"), TimeZoneInfo.FindSystemTimeZoneById(zone), out var times) is { } fault)
            return fault.Detail;
        schedule = new ZonedSchedule(times.Schedule, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return null;
    }

    private string? Appointment(JsonObject row)
    {
        if (Text(row, "time_zone") is not { } zone || !TimeZones.IsIana(zone))
            return "time_zone is none";
        if (!DateTimeOffset.TryParse(
            Text(row, "starts_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start))
            return "starts_at is no moment";
        var minutes = (row["remind_minutes"] as JsonArray ?? []).OfType<JsonValue>()
            .Select(value => value.TryGetValue<int>(out var minute) ? minute : -1).ToList();
        if (minutes.Exists(minute => minute is < 0 or > 100_000))
            return "remind_minutes are no minutes";
        var due = Text(row, "state") is "planned" or null ? AppointmentPlan.NextDue(start, minutes, now) : null;
        row["next_due_at"] = due?.ToString("O", CultureInfo.InvariantCulture);
        return null;
    }

    private static string? Text(JsonObject row, string name) =>
        row[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
