namespace PawPal.Api.Changes;

/// <summary>Something that a transaction changed, for the audit trail and for whoever waits to hear of it.</summary>
/// <param name="Action"><c>feature.verb</c> in the past: <c>care.logged</c>, <c>pet.changed</c>.</param>
/// <param name="Subject">Id of what changed.</param>
/// <param name="Details">JSON object; what a member of the household may see.</param>
internal sealed record Change(string Action, Guid Subject, Guid? Pet, string Details);
