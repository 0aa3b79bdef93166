namespace PawPal.Api.Idempotency;

/// <summary>What came of a write that may carry a key.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    public sealed record Answered(WriteAnswer Answer) : WriteOutcome;

    /// <summary>Nothing was written and nothing is kept: the same key may be used again.</summary>
    public sealed record Failed(Problem Problem) : WriteOutcome
    {
        public string? Detail { get; init; }

        public IReadOnlyList<ProblemError>? Errors { get; init; }
    }
}

/// <summary>What a use case made of its transaction.</summary>
internal abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <summary>Commit, and keep the answer.</summary>
    public sealed record Written(WriteAnswer Answer) : WriteResult
    {
        /// <summary>Kept in the answer's place where that holds a secret, which is told once.</summary>
        public WriteAnswer? Kept { get; init; }
    }

    /// <summary>Roll back what was written, and keep the answer: the caller is told why nothing was.</summary>
    public sealed record Declined(WriteAnswer Answer) : WriteResult;

    /// <summary>Roll back; the key stays free.</summary>
    public sealed record Failed(Problem Problem) : WriteResult
    {
        /// <summary>Replaces the problem's general sentence.</summary>
        public string? Detail { get; init; }

        public IReadOnlyList<ProblemError>? Errors { get; init; }

        /// <summary>One field is wrong in a way that only the database can tell.</summary>
        public static Failed Field(string pointer, string code, string detail) =>
            new(Problems.InvalidRequest) { Errors = [new ProblemError(pointer, code, detail)] };
    }
}
