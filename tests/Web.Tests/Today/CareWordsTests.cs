using PawPal.Contracts.Care;
using PawPal.Contracts.Pets;
using PawPal.Web.Today;

namespace PawPal.Web.Tests.Today;

public sealed class CareWordsTests
{
    private static readonly PetResponse Dog = new(Guid.Empty, "Max", "dog", null);

    [Fact]
    public void Amounts_are_said_as_a_person_writes_them()
    {
        Says("1½ cups kibble", Event("feeding") with { Amount = 1.5m, Unit = "cup", Food = "kibble" });
        Says("½ tin", Event("feeding") with { Amount = 0.5m, Unit = "tin" });
        Says("2 pouches", Event("feeding") with { Amount = 2, Unit = "pouch" });
        Says("80 g", Event("feeding") with { Amount = 80, Unit = "g" });
        Says("", Event("feeding"));
        Says("20 min · 1.6 km", Event("walk") with { DurationMinutes = 20, DistanceKm = 1.6m });
        Says("0.5 tablet apoquel", Event("medication") with { Dose = "0.5 tablet", Medication = "apoquel" });
        Says("choking", Event("symptom") with { What = "choking" });
        Says("brush · 10 min", Event("grooming") with { What = "brush", DurationMinutes = 10 });
        Says("200 ml", Event("water") with { Amount = 200, Unit = "ml" });
        Says("hid all day", Event("note") with { Note = "hid all day" });
        Says("4.35 kg", Event("weight") with { WeightKg = 4.35m });
    }

    [Fact]
    public void A_dog_that_has_eaten_still_waits_for_its_walk() =>
        Assert.Equal("walk", Assert.Single(CareWords.StillOpen(new PetDay(Dog, [Event("feeding")]))));

    [Fact]
    public void A_cat_is_not_expected_to_walk() =>
        Assert.Equal("feeding", Assert.Single(CareWords.StillOpen(new PetDay(Dog with { Species = "cat" }, []))));

    private static void Says(string words, CareEventResponse care) =>
        Assert.Equal(words, CareWords.Particulars(care));

    private static CareEventResponse Event(string kind) =>
        new(Guid.Empty, Guid.Empty, "Max", kind, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "Alex");
}
