using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Publishing;

/// <summary>The resources that written values refer to, in the order in which they were first named.</summary>
internal sealed class References
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<IResource> _resources = [];

    public IReadOnlyList<IResource> Resources => _resources;

    public void Add(object? value)
    {
        if (value is null || !_seen.Add(value))
            return;
        if (value is IResource resource)
            _resources.Add(resource);
        if (value is not IValueWithReferences made)
            return;
        foreach (var part in made.References)
            Add(part);
    }
}
