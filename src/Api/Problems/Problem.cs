namespace PawPal.Api;

/// <summary>A kind of failure that callers may rely on (RFC 9457). Codes never change their meaning.</summary>
/// <param name="Code">Stable; the last part of <see cref="Type"/>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">The kind, the same for each occurrence.</param>
/// <param name="Detail">What a person can do about it; safe to show.</param>
internal sealed record Problem(string Code, int Status, string Title, string Detail)
{
    public string Type => $"urn:pawpal:problem:{Code}";
}

/// <summary>One thing that is wrong with the request.</summary>
/// <param name="Pointer">JSON pointer to the field, such as <c>/name</c>; empty for the body as a whole.</param>
/// <param name="Code">Stable, for programs: <c>required</c>, <c>length</c>, <c>range</c>, <c>format</c>, …</param>
/// <param name="Detail">For a person.</param>
internal sealed record ProblemError(string Pointer, string Code, string Detail);
