namespace PawPal.Speech.Vocabulary;

/// <summary>From the phonetic alphabet that espeak-ng writes to the 39 phones of the recogniser.</summary>
internal static class Arpabet
{
    private static readonly HashSet<string> AfterVoiceless = new(StringComparer.Ordinal) { "P", "T", "K", "F", "TH" };

    private static readonly HashSet<string> Sibilants =
        new(StringComparer.Ordinal) { "S", "Z", "SH", "ZH", "CH", "JH" };

    // The longest first: a diphthong before its parts.
    private static readonly (string Ipa, string Phones)[] Sounds =
    [
        ("aɪɚ", "AY ER"), ("aɪə", "AY AH"), ("aʊə", "AW AH"),
        ("tʃ", "CH"), ("dʒ", "JH"), ("aɪ", "AY"), ("aʊ", "AW"), ("eɪ", "EY"), ("oʊ", "OW"), ("əʊ", "OW"), ("ɔɪ", "OY"),
        ("ɪə", "IH AH"), ("iə", "IY AH"), ("eə", "EH"), ("ʊə", "UH"), ("əl", "AH L"), ("ɔːɹ", "AO R"), ("ɑːɹ", "AA R"),
        ("p", "P"), ("b", "B"), ("t", "T"), ("d", "D"), ("k", "K"), ("ɡ", "G"), ("g", "G"), ("f", "F"), ("v", "V"),
        ("θ", "TH"), ("ð", "DH"), ("s", "S"), ("z", "Z"), ("ʃ", "SH"), ("ʒ", "ZH"), ("h", "HH"), ("m", "M"), ("n", "N"),
        ("ŋ", "NG"), ("l", "L"), ("ɫ", "L"), ("ɹ", "R"), ("r", "R"), ("w", "W"), ("ʍ", "W"), ("j", "Y"), ("x", "K"),
        ("ɾ", "T"), ("ʔ", "T"), ("ɲ", "N Y"), ("ç", "HH"), ("ɬ", "L"),
        ("i", "IY"), ("ɪ", "IH"), ("ᵻ", "IH"), ("ɛ", "EH"), ("e", "EH"), ("æ", "AE"), ("a", "AE"), ("ɑ", "AA"),
        ("ɐ", "AH"),
        ("ʌ", "AH"), ("ə", "AH"), ("ɚ", "ER"), ("ɜ", "ER"), ("ɔ", "AO"), ("ɒ", "AA"), ("o", "OW"), ("ʊ", "UH"),
        ("u", "UW"),
        ("y", "UW"), ("ø", "ER"), ("œ", "ER"),
    ];

    /// <summary>Stress marks, lengths and unknown signs are passed over; empty when no sound was known.</summary>
    public static string FromIpa(string ipa)
    {
        var phones = new List<string>();
        for (var at = 0; at < ipa.Length;)
        {
            var length = 1;
            foreach (var (sound, phone) in Sounds)
            {
                if (string.CompareOrdinal(ipa, at, sound, 0, sound.Length) != 0)
                    continue;
                phones.Add(phone);
                length = sound.Length;
                break;
            }

            at += length;
        }

        return string.Join(' ', phones);
    }

    /// <summary>The same word as an owner: <c>max's</c> ends in another sound than <c>pip's</c>.</summary>
    public static string Possessive(string phones)
    {
        var last = phones[(phones.LastIndexOf(' ') + 1)..];
        return phones + (AfterVoiceless.Contains(last) ? " S" : Sibilants.Contains(last) ? " IH Z" : " Z");
    }
}
