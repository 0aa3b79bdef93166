namespace PawPal.Understanding;

/// <summary>Taking back the last entry.</summary>
internal static class UndoReader
{
    /// <summary>Null when it is none; else the topic said, or an empty string.</summary>
    public static (string? Topic, bool IsUndo) Read(Facts f)
    {
        var now = f.Has(Cue.UndoNow);
        var verb = f.First(Cue.UndoVerb);
        if (!now && verb < 0) return default;
        if (f.HasAny(Cue.Plan, Cue.HouseTask, Cue.Human, Cue.History, Cue.Everyone, Cue.All)) return default;
        if (f.Chunks.Exists(c => c.Pet is { Pets.Count: > 1 })) return default;
        var topic = Topic(f);
        if (now) return (topic, f.Doubt < 0.24 && IsShort(f));
        var isFirst = IsLeading(f, verb);
        var isBare = f.Has(Cue.UndoObject) || topic is not null;
        return (topic, isFirst && isBare && f.Doubt < 0.3 && !IsTaking(f, verb));
    }

    private static bool IsShort(Facts f) => f.Has(Cue.UndoVerb) || !f.HasPet;

    // "Take", "cancel" and "clear" undo only what is said to be an entry; "take Max out" is a walk.
    private static bool IsTaking(Facts f, int verb) =>
        (f.Is(verb, Cue.Took) || f.Is(verb, Cue.WalkBase)) && !f.HasAny(Cue.UndoObject);

    private static bool IsLeading(Facts f, int verb)
    {
        for (var c = 0; c < verb; c++)
            if (f.Chunks[c].Kind is ChunkKind.Pet or ChunkKind.Measure or ChunkKind.Unknown || f.HasAny(Cue.Negation))
                return false;
        return true;
    }

    public static string? Topic(Facts f)
    {
        if (f.Things.Medication is not null || f.HasTopic("medication")) return "medication";
        if (f.HasTopic("walk")) return "walk";
        if (f.HasTopic("weight")) return "weight";
        return f.HasTopic("feeding") || f.Things.Food is not null ? "feeding" : null;
    }
}
