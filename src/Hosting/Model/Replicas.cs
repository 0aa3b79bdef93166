namespace Aspire.Hosting.ApplicationModel;

/// <summary>How many of the resource run side by side.</summary>
public sealed class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    public int Replicas => replicas;
}
