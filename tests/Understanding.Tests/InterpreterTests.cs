using CsCheck;

namespace PawPal.Understanding.Tests;

public sealed class InterpreterTests
{
    private static readonly string[] Words =
    [
        "fed", "max", "bella", "and", "two", "half", "a", "hundred", "thousand", "cup", "of", "past", "to",
            "seven", "at", "no",
        "i mean", "walked", "for", "hour", "ago", "kg", "stone", "the", "cats", "both", "his", "pill", "had", "?",
            ",", ".", "who",
        "yesterday", "on", "fifth", "february", "31", "7.30", "1/0", "99:99", "999999999999", "half past",
            "quarter", "point",
        "last night", "mister", "whiskers", "'s", "except", "not", "undo", "log", "½", "months", "years", "all",
            "minutes", "couple", "remind me", "every", "other", "mondays", "first", "of the month", "cancel", "skip",
                "until",
        "in", "week", "next", "twice a day", "move", "add a", "called", "thousand years", "for", "vet", "since", "on",
        "poo", "threw up", "how many", "is it safe", "note that", "summary",
    ];

    [Fact]
    public void Never_throws_for_any_string() =>
        Gen.String.Sample(text => Interpreter.Understand(text, Expect.Home).Frames.Count > 0, iter: 2_000);

    [Fact]
    public void Never_throws_for_any_order_of_its_own_words_at_any_moment() =>
        Gen.Select(Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[1, 25], Gen.DateTime)
            .Sample((words, now) => Interpreter.Understand(string.Join(' ', words),
                Expect.Home with { Now = now }).Frames.Count > 0,
                iter: 2_000);

    [Fact]
    public void Never_throws_for_any_answer_to_any_question() => Gen.Select(
            Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[1, 12],
            Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[1, 8],
            Gen.Int[0, 12])
        .Sample(
            (before, now, slot) =>
            {
                var first = Interpreter.Understand(string.Join(' ', before), Expect.Home);
                string[] slots =
                [
                    SlotNames.Pets, SlotNames.When, SlotNames.WeightKg, SlotNames.Amount, SlotNames.Dose,
                        SlotNames.Note,
                    SlotNames.Species, SlotNames.Symptom, SlotNames.Food, SlotNames.AppointmentKind,
                    SlotNames.DurationMinutes, "", "nonsense",
                ];
                var question = new Question(
                    slot == 11 ? QuestionKind.Confirmation : QuestionKind.Missing, slots[slot], slot % 2 == 0 ? []
                        : ["Max", "walk Max"]);
                var next = Interpreter.Understand(string.Join(' ', now), Expect.Home, new(first.Frames, question));
                return next.Frames.Count > 0;
            },
            iter: 4_000);

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void Never_throws_in_any_language(string code) => Gen.String.Sample(
        text => Interpreter.Understand(text, Expect.Home with { Language = code }).Frames.Count > 0, iter: 1_000);

    [Fact]
    public void A_household_without_pets_is_asked_nothing_it_cannot_answer()
    {
        var understood = Interpreter.Understand("fed Max", new(Expect.Home.Now, []));
        Assert.All(understood.Frames, f => Assert.Null(f.Slots.Pets));
    }

    [Fact]
    public void A_hundred_thousand_characters_are_refused()
    {
        var text = string.Concat(Enumerable.Repeat("fed max two cups and ", 5_000));
        Assert.Equal(Intents.OutOfScope, Interpreter.Understand(text, Expect.Home).Frames[0].Intent);
    }

    [Theory]
    [InlineData("um {0}")]
    [InlineData("hey pawpal {0}")]
    [InlineData("{0} please")]
    [InlineData("ok so {0}")]
    public void A_filler_changes_nothing(string frame)
    {
        string[] texts =
        [
            "fed max two cups of kibble at seven", "walked both dogs for half an hour", "gave luna her insulin",
            "bella weighs 28 kilos", "has anyone fed pip", "undo that",
        ];
        foreach (var text in texts)
            Assert.Equal(Expect.Line(text), Expect.Line(string.Format(null, frame, text)));
    }

    [Fact]
    public void Swapping_names_swaps_only_the_pets()
    {
        string[] frames = ["fed {0} a cup of kibble at seven", "{0} weighs 4 kilos", "walked {0} for an hour",
            "{0}'s had {0}'s pill"];
        foreach (var frame in frames)
            foreach (var pet in Expect.Home.Pets)
                Assert.Equal(
                    Expect.Line(string.Format(null, frame, "Max")).Replace("Max", pet.Name, StringComparison.Ordinal),
                    Expect.Line(string.Format(null, frame, pet.Name)));
    }

    [Fact]
    public void The_only_pet_is_meant_by_every_pronoun()
    {
        var home = new HouseholdContext(Expect.Home.Now, [new("Rex", "dog")]);
        Assert.Equal("log_feeding pets=Rex", Expect.Line("he ate", home));
        Assert.Equal("log_medication pets=Rex med=pill", Expect.Line("gave the dog his pill", home));
        Assert.Equal("log_feeding pets=Rex amount=1 unit=cup", Expect.Line("fed one cup", home));
        Assert.Equal("log_walk pets=Rex", Expect.Line("went for a walk", home));
    }

    [Fact]
    public void A_misheard_name_that_fits_two_pets_is_asked_about()
    {
        var home = new HouseholdContext(Expect.Home.Now, [new("Milo", "dog"), new("Mila", "dog")]);
        Assert.Equal("log_feeding ? ambiguous pets: Milo, Mila", Expect.Line("fed milu", home));
        Assert.Equal("log_feeding pets=Mila", Expect.Line("fed mila", home));
    }

    [Fact]
    public void A_pet_named_like_a_food_is_told_from_the_food()
    {
        var home = new HouseholdContext(Expect.Home.Now, [new("Biscuit", "dog"), new("Max", "dog")]);
        Assert.Equal("log_feeding pets=Max food=biscuit", Expect.Line("gave max a biscuit", home));
        Assert.Equal("log_feeding pets=Biscuit", Expect.Line("fed biscuit", home));
    }

    [Fact]
    public void Medicines_of_the_household_are_known()
    {
        var home = Expect.Home with { Medications = ["Zorbium Plus"] };
        Assert.Equal("log_medication pets=Luna med=zorbium plus", Expect.Line("gave luna zorbium plus", home));
    }

    [Fact]
    public void A_shelter_with_five_hundred_pets_is_understood()
    {
        var pets = Enumerable.Range(0, 500).Select(i =>
            new KnownPet($"Resident{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}", "dog"));
        var home = new HouseholdContext(Expect.Home.Now, [.. pets, new("Max", "dog")]);
        Assert.Equal("log_feeding pets=Max amount=2 unit=cup", Expect.Line("fed max two cups", home));
    }
}
