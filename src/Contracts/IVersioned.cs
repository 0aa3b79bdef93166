namespace PawPal.Contracts;

/// <summary>
/// What people edit. Answers carry its version as <c>ETag</c>; a change names the version it was made from in
/// <c>If-Match</c> and is refused with 412 when somebody else was faster, with 428 when it names none.
/// </summary>
public interface IVersioned
{
    /// <summary>1 when made, one more with each change.</summary>
    int Version { get; }
}
