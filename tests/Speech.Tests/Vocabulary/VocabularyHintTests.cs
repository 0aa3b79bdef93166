using CsCheck;
using PawPal.Speech.Grammar;
using PawPal.Speech.Transcription;
using PawPal.Speech.Vocabulary;

namespace PawPal.Speech.Tests.Vocabulary;

public sealed class VocabularyHintTests
{
    [Theory]
    [InlineData("Mr. Whiskers", "mister whiskers")]
    [InlineData("Chloé", "chloe")]
    [InlineData("Max 2", "max two")]
    [InlineData("D'Artagnan", "d'artagnan")]
    [InlineData("Salt & Pepper", "salt and pepper")]
    public void A_name_is_said_in_letters(string spelling, string words) =>
        Assert.Equal(words, Assert.Single(VocabularyHint.Parse(spelling).Terms).Words);

    [Fact]
    public void A_sound_in_parentheses_belongs_to_its_name()
    {
        var terms = VocabularyHint.Parse("Mochi (moh chee), 毛毛 (mao mao), apoquel").Terms;

        Assert.Equal(["apoquel:", "mao mao:", "mochi:moh chee"], terms.Select(term => $"{term.Words}:{term.Sound}"));
        Assert.Equal([false, true, true], terms.Select(term => term.IsName));
    }

    [Fact]
    public void Heard_names_are_written_as_the_household_writes_them()
    {
        var hint = VocabularyHint.Parse("Mr. Whiskers, Max");

        Assert.Equal(
            "how long was Mr. Whiskers's walk with Max",
            Spelling.Apply("how long was mister whiskers's walk with max", hint));
    }

    [Fact]
    public void Any_text_makes_a_grammar_that_can_be_read() =>
        Gen.String.Sample(text => _ = JsgfGrammar.Parse(CommandGrammar.Render(VocabularyHint.Parse(text))), iter: 300);

    [Theory]
    [InlineData("mˈɑːtʃaɪ", "M AA CH AY")]
    [InlineData("wˈɪskɚz", "W IH S K ER Z")]
    public void Phonetic_spelling_becomes_phones(string ipa, string phones) =>
        Assert.Equal(phones, Arpabet.FromIpa(ipa));

    [Theory]
    [InlineData("P IH P", "P IH P S")]
    [InlineData("M AE K S", "M AE K S IH Z")]
    [InlineData("B EH L AH", "B EH L AH Z")]
    public void An_owner_ends_in_the_right_sound(string phones, string possessive) =>
        Assert.Equal(possessive, Arpabet.Possessive(phones));
}
