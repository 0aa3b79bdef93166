using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Traits;

namespace PawPal.Hosting.Run;

/// <summary>How long to wait before a resource is started again.</summary>
internal sealed class BackOff(RestartAnnotation wish)
{
    private TimeSpan _next = wish.InitialDelay;

    /// <summary>How often it was started again in all.</summary>
    public int Restarts { get; private set; }

    public static BackOff? Of(IResource resource) =>
        resource.Annotations.OfType<RestartAnnotation>().LastOrDefault() is { } wish ? new(wish) : null;

    public bool Applies(int exitCode) => exitCode != 0 || wish.Policy == RestartPolicy.Always;

    /// <param name="ran">How long it ran before it ended.</param>
    public TimeSpan Next(TimeSpan ran)
    {
        Restarts++;
        var pause = ran >= wish.ResetAfter ? wish.InitialDelay : _next;
        _next = pause * 2 < wish.MaxDelay ? pause * 2 : wish.MaxDelay;
        return pause;
    }
}
