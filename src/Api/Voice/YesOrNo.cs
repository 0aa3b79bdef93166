using System.Collections.Frozen;
using PawPal.Api.Commands;

namespace PawPal.Api.Voice;

/// <summary>A plain yes or no to what was asked.</summary>
internal static class YesOrNo
{
    private static readonly Sentences Replies = new("PawPal.Api.Voice.Replies");
    private static readonly FrozenSet<string> Yes = Words("Words.Yes");
    private static readonly FrozenSet<string> No = Words("Words.No");

    /// <summary>Null for every sentence that says more, or something else.</summary>
    public static bool? Read(string text)
    {
        var said = string.Join(' ', new string([.. text.Select(
            c => char.IsLetter(c) || c is '\'' ? char.ToLowerInvariant(c) : c is '’' ? '\'' : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Yes.Contains(said) ? true : No.Contains(said) ? false : null;
    }

    private static FrozenSet<string> Words(string name) =>
        Replies[name].Split('|', StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}
