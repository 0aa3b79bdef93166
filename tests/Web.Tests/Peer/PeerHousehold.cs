using System.Text.Json.Nodes;
using PawPal.Contracts.Care;
using PawPal.Contracts.Households;
using PawPal.Contracts.Pets;
using PawPal.Contracts.Voice;

namespace PawPal.Web.Tests.Peer;

/// <summary>A household as the API would show it, small enough to be read: it knows "Fed NAME" and questions.</summary>
internal sealed class PeerHousehold(string timeZone, bool isDemo, IEnumerable<(string Name, string Species)> pets)
{
    private readonly Lock _lock = new();
    private readonly List<PetResponse> _pets =
        [.. pets.Select(pet => new PetResponse(Guid.CreateVersion7(), pet.Name, pet.Species, null))];

    private readonly List<CareEventResponse> _events = [];
    private readonly Dictionary<string, VoiceCommandResponse> _answers = [];

    public static PeerHousehold Demo(string timeZone)
    {
        var home = new PeerHousehold(timeZone, isDemo: true,
        [
            ("Bella", "dog"), ("Max", "dog"), ("Luna", "cat"),
            ("Mochi", "cat"), ("Mr. Whiskers", "cat"), ("Pip", "rabbit"),
        ]);
        home.Seed();
        return home;
    }

    public IReadOnlyList<CareEventResponse> Events
    {
        get
        {
            lock (_lock)
                return [.. _events];
        }
    }

    public IReadOnlyList<PetResponse> Pets
    {
        get
        {
            lock (_lock)
                return [.. _pets];
        }
    }

    public HouseholdResponse Describe() =>
        new(Guid.Empty, "The Burrow", timeZone, "owner", isDemo, "Alex", Pets);

    public CareTodayResponse Today()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, zone).DateTime);
        return new CareTodayResponse(date, timeZone,
        [
            .. Pets.Select((pet, index) => new PetDay(
                pet, [.. Events.Where(care => care.PetId == pet.Id).OrderBy(care => care.OccurredAt)],
                Latest(pet, "feeding") ?? Now.AddHours(-20),
                pet.Species is "dog" ? Latest(pet, "walk") ?? Now.AddHours(-14) : null,
                4.2m + (index * 3))),
        ]);
    }

    public bool Has(string name) => Pets.Any(pet => pet.Name.Equals(name, StringComparison.Ordinal));

    public PetResponse Add(AddPetRequest request)
    {
        lock (_lock)
        {
            var pet = new PetResponse(Guid.CreateVersion7(), request.Name, request.Species, request.SoundsLike);
            _pets.Add(pet);
            return pet;
        }
    }

    /// <summary>Does what a sentence asks for; the second time with one key it only answers.</summary>
    public VoiceCommandResponse Command(string text, string key)
    {
        lock (_lock)
        {
            if (!_answers.TryGetValue(key, out var answer))
                _answers[key] = answer = Understand(text, key);
            return answer;
        }
    }

    public UndoResponse? Undo(string token)
    {
        lock (_lock)
        {
            var undone = _events.Where(care => token.Equals($"undo-{care.Id}", StringComparison.Ordinal)).ToList();
            undone.ForEach(care => _events.Remove(care));
            return undone.Count == 0 ? null : new UndoResponse("Taken back.", undone);
        }
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private VoiceCommandResponse Understand(string text, string key)
    {
        var pet = _pets.Find(pet => text.Contains(pet.Name, StringComparison.OrdinalIgnoreCase));
        if (pet is null)
            return new(text, [new("out_of_scope", [])], "That is not about pet care.", [], null);
        var slots = new JsonObject { ["pets"] = new JsonArray(pet.Name) };
        if (!text.StartsWith("fed", StringComparison.OrdinalIgnoreCase))
            return new(text, [new("query_last", slots)], $"{pet.Name} was last fed by Sam.", [], null);

        var care = Feeding(pet, Now, "Alex");
        _events.Add(care);
        slots["amount"] = 1;
        slots["unit"] = "cup";
        slots["food"] = "kibble";
        return new(
            text, [new("log_feeding", slots)], $"Noted: 1 cup of kibble for {pet.Name}.", [care], $"undo-{care.Id}");
    }

    private void Seed()
    {
        _events.Add(Feeding(_pets[0], Now.AddMinutes(-150), "Sam"));
        _events.Add(Event(_pets[0], "walk", Now.AddMinutes(-140), "Sam") with
        {
            DurationMinutes = 25,
            DistanceKm = 1.6m,
        });
        _events.Add(Event(_pets[1], "medication", Now.AddMinutes(-130), "Alex") with
        {
            Medication = "heartworm pill",
            Dose = "0.5 tablet",
        });
        _events.Add(Feeding(_pets[2], Now.AddMinutes(-125), "Alex") with
        {
            Amount = 1.5m,
            Unit = "pouch",
            Food = "salmon",
        });
        _events.Add(Event(_pets[3], "weight", Now.AddMinutes(-60), "Robin") with { WeightKg = 4.35m });
    }

    private DateTimeOffset? Latest(PetResponse pet, string kind) =>
        Events.Where(care => care.PetId == pet.Id && care.Kind.Equals(kind, StringComparison.Ordinal))
            .Max(care => (DateTimeOffset?)care.OccurredAt);

    private static CareEventResponse Feeding(PetResponse pet, DateTimeOffset at, string who) =>
        Event(pet, "feeding", at, who) with { Amount = 1, Unit = "cup", Food = "kibble" };

    private static CareEventResponse Event(PetResponse pet, string kind, DateTimeOffset at, string who) =>
        new(Guid.CreateVersion7(), pet.Id, pet.Name, kind, at, at, who);
}
