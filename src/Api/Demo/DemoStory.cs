namespace PawPal.Api.Demo;

/// <summary>A pet of the demo household and its habits.</summary>
/// <param name="SoundsLike">How the name is spoken, for the recogniser.</param>
/// <param name="WeightKg">Around which its weekly weight wanders.</param>
internal sealed record DemoPet(
    Guid Id, string Name, string Species, string? SoundsLike, Meal Morning, Meal Evening, decimal WeightKg)
{
    public bool GoesForWalks { get; init; }

    public IReadOnlyList<Medicine> Medicines { get; init; } = [];
}

internal sealed record Meal(string Food, decimal Amount, string Unit);

/// <param name="EveryDays">1: daily; otherwise once in so many days.</param>
/// <param name="FirstDaysAgo">A day on which it is given.</param>
internal sealed record Medicine(string Name, string Dose, TimeOnly At, int EveryDays = 1, int FirstDaysAgo = 0);

/// <summary>One row of the demo household's log; times in UTC.</summary>
internal sealed record DemoEvent(Guid PetId, string Kind, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt)
{
    public Meal? Meal { get; init; }

    public Medicine? Medicine { get; init; }

    public decimal? Minutes { get; init; }

    public decimal? Kilometres { get; init; }

    public decimal? WeightKg { get; init; }
}

/// <summary>
/// Two weeks of a household with six animals, up to this minute. The same seed and moment give the same story; what
/// would lie in the future has not been done yet.
/// </summary>
internal sealed class DemoStory(DateTimeOffset now, TimeZoneInfo zone, int seed)
{
    private const int Days = 14;
    private static readonly TimeOnly Breakfast = new(7, 10);
    private static readonly TimeOnly Dinner = new(18, 0);
    private static readonly TimeOnly MorningWalk = new(8, 15);
    private static readonly TimeOnly EveningWalk = new(17, 0);
    private static readonly TimeOnly Weighing = new(10, 30);

    private readonly Random _random = new(seed);
    private readonly List<DemoEvent> _events = [];

    public static IReadOnlyList<DemoPet> Pets() =>
    [
        Dog("Bella", new("kibble", 1.5m, "cup"), 24.3m, new Medicine("apoquel", "1 tablet", new(8, 40))),
        Dog("Max", new("kibble", 2m, "cup"), 31.6m,
            new Medicine("heartworm pill", "1 tablet", new(9, 0), EveryDays: 30, FirstDaysAgo: 9)),
        new(Guid.CreateVersion7(), "Luna", "cat", null, new("wet food", 1, "pouch"), new("wet food", 1, "pouch"), 3.9m)
        {
            Medicines =
            [
                new("methimazole", "0.5 tablet", new(7, 30)),
                new("methimazole", "0.5 tablet", new(19, 30)),
            ],
        },
        new(Guid.CreateVersion7(), "Mochi", "cat", "moh chee",
            new("dry food", 40, "g"), new("salmon", 0.5m, "tin"), 4.6m),
        new(Guid.CreateVersion7(), "Mr. Whiskers", "cat", null,
            new("dry food", 45, "g"), new("chicken", 1, "pouch"), 5.7m),
        new(Guid.CreateVersion7(), "Pip", "rabbit", null, new("hay", 2, "handful"), new("pellets", 25, "g"), 1.9m),
    ];

    public IReadOnlyList<DemoEvent> Of(IReadOnlyList<DemoPet> pets)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var daysAgo = Days - 1; daysAgo >= 0; daysAgo--)
        {
            foreach (var pet in pets)
                Day(pet, today.AddDays(-daysAgo), daysAgo);
        }

        return [.. _events.OrderBy(e => e.OccurredAt)];
    }

    private static DemoPet Dog(string name, Meal meal, decimal weight, Medicine medicine) =>
        new(Guid.CreateVersion7(), name, "dog", null, meal, meal, weight)
        {
            GoesForWalks = true,
            Medicines = [medicine],
        };

    private void Day(DemoPet pet, DateOnly day, int daysAgo)
    {
        Add(pet, "feeding", day, Breakfast, e => e with { Meal = pet.Morning });
        Add(pet, "feeding", day, Dinner, e => e with { Meal = pet.Evening });
        foreach (var medicine in pet.Medicines.Where(m => (daysAgo - m.FirstDaysAgo) % m.EveryDays == 0))
            Add(pet, "medication", day, medicine.At, e => e with { Medicine = medicine });
        if (pet.GoesForWalks)
        {
            Walk(pet, day, MorningWalk);
            Walk(pet, day, EveningWalk);
        }

        if (daysAgo % 7 == 1)
        {
            var wander = 1 + (((decimal)_random.NextDouble() - 0.5m) * 0.03m);
            Add(pet, "weight", day, Weighing, e => e with { WeightKg = Math.Round(pet.WeightKg * wander, 1) });
        }
    }

    private void Walk(DemoPet pet, DateOnly day, TimeOnly at)
    {
        var minutes = _random.Next(20, 46);
        // Four to five kilometres an hour, dogs stop a lot.
        var kilometres = Math.Round(minutes * (decimal)(4 + _random.NextDouble()) / 60, 1);
        Add(pet, "walk", day, at, e => e with { Minutes = minutes, Kilometres = kilometres });
    }

    private void Add(DemoPet pet, string kind, DateOnly day, TimeOnly at, Func<DemoEvent, DemoEvent> details)
    {
        var occurred = Moment(day, at).AddMinutes(_random.Next(-18, 19));
        var recorded = occurred.AddSeconds(_random.Next(20, 400));
        if (recorded <= now)
            _events.Add(details(new DemoEvent(pet.Id, kind, occurred, recorded)));
    }

    private DateTimeOffset Moment(DateOnly day, TimeOnly at)
    {
        var local = day.ToDateTime(at);
        // Clocks that go forward leave an hour out; the household then eats an hour later.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
