namespace PawPal.Understanding.Tests;

/// <summary>No text and no household makes a sentence dear: what it allocates grows no faster than they do. Times
/// stand in tests/Benchmarks.</summary>
public sealed class CostTests
{
    private const string Clause = "gave max two cups of kibble at seven and walked bella for half an hour. ";

    private static long Bytes(string text, HouseholdContext home)
    {
        Interpreter.Understand(text, home);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Interpreter.Understand(text, home);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static HouseholdContext Shelter(int pets) => Expect.Home with
    {
        Pets = [.. Enumerable.Range(0, pets).Select(
            i => new KnownPet($"Resident{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}", "dog"))],
    };

    [Fact]
    public void It_grows_no_faster_than_the_text()
    {
        var (two, twelve) = (Bytes(Repeat(2), Expect.Home), Bytes(Repeat(12), Expect.Home));
        Assert.True(twelve < two * 7, $"{two} bytes for 2, {twelve} for 12");
    }

    [Fact]
    public void It_grows_no_faster_than_the_household()
    {
        var (few, many) = (Bytes(Clause, Shelter(100)), Bytes(Clause, Shelter(500)));
        Assert.True(many < few * 5.5, $"{few} bytes for 100 pets, {many} for 500");
    }

    [Fact]
    public void What_is_too_long_costs_nothing()
    {
        var text = new string('a', 100_000);
        Assert.True(Interpreter.Understand(text, Expect.Home).IsTooLong);
        Assert.True(Bytes(text, Expect.Home) < 2_000);
    }

    private static string Repeat(int times) => string.Concat(Enumerable.Repeat(Clause, times));
}
