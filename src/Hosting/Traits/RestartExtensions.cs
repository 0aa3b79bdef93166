using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>Says of resources that they are started again.</summary>
public static class RestartExtensions
{
    /// <summary>
    /// Starts the resource again when it ended by itself after it had been up once. Those who refer to it run on.
    /// </summary>
    /// <param name="policy">After failures only, or always.</param>
    /// <param name="initialDelay">The first pause, 1 s when null; it doubles each time.</param>
    /// <param name="maxDelay">The longest pause, 60 s when null.</param>
    /// <param name="resetAfter">After a run of this time the pause is the first one again; 60 s when null.</param>
    public static IResourceBuilder<T> WithRestart<T>(
        this IResourceBuilder<T> builder, RestartPolicy policy = RestartPolicy.OnFailure,
        TimeSpan? initialDelay = null, TimeSpan? maxDelay = null, TimeSpan? resetAfter = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(
            new RestartAnnotation(
                policy, initialDelay ?? TimeSpan.FromSeconds(1), maxDelay ?? TimeSpan.FromSeconds(60),
                resetAfter ?? TimeSpan.FromSeconds(60)),
            ResourceAnnotationMutationBehavior.Replace);
    }
}
