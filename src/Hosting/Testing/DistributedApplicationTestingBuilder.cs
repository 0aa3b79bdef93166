using PawPal.Hosting.Testing;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs an AppHost's own program inside a test, up to the point where it builds its application. Ports are free ones,
/// data lies in a temporary folder that ends with the application, and there is no dashboard.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the AppHost up to its <c>Build()</c>.</summary>
    /// <typeparam name="TEntryPoint">Any class of the AppHost: <c>Projects.AppHost</c>.</typeparam>
    /// <exception cref="InvalidOperationException">It ended without building an application.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    /// <param name="args">Its command line; it wins over what tests set by themselves.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    /// <param name="entryPoint">Any class of the AppHost.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    /// <inheritdoc cref="CreateAsync(Type, CancellationToken)"/>
    /// <param name="args">Its command line; it wins over what tests set by themselves.</param>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        return await TestedProgram.RunAsync(entryPoint.Assembly, args, cancellationToken);
    }

    /// <summary>A description without an AppHost, for the test to write.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args)
    {
        var folder = new TestFolder();
        var builder = new DistributedApplicationBuilder(new DistributedApplicationOptions
        {
            Args = [.. folder.Args, .. args],
            DisableConsole = true,
        });
        return new TestingBuilder(builder, folder, ct => Task.Run(builder.Build, ct), () => { });
    }
}
