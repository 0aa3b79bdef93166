using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PawPal.Hosting.Testing;

/// <summary>A description in a test; its temporary folder ends with it or with what it built.</summary>
internal sealed class TestingBuilder : IDistributedApplicationTestingBuilder
{
    private readonly IDistributedApplicationBuilder _inner;
    private readonly TestFolder _folder;
    private readonly Func<CancellationToken, Task<DistributedApplication>> _build;
    private readonly Action _abandon;
    private DistributedApplication? _built;

    public TestingBuilder(
        IDistributedApplicationBuilder inner, TestFolder folder,
        Func<CancellationToken, Task<DistributedApplication>> build, Action abandon)
    {
        (_inner, _folder, _build, _abandon) = (inner, folder, build, abandon);
        inner.Services.AddHttpClient();
    }

    public ConfigurationManager Configuration => _inner.Configuration;

    public string AppHostDirectory => _inner.AppHostDirectory;

    public Assembly? AppHostAssembly => _inner.AppHostAssembly;

    public IHostEnvironment Environment => _inner.Environment;

    public IServiceCollection Services => _inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext => _inner.ExecutionContext;

    public IDistributedApplicationEventing Eventing => _inner.Eventing;

    public IResourceCollection Resources => _inner.Resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => _inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => _inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        _built = await _build(cancellationToken);
        _built.OnEnded = _folder.Dispose;
        return _built;
    }

    public async ValueTask DisposeAsync()
    {
        if (_built is not null)
            await _built.DisposeAsync();
        else
            _abandon();
        _folder.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
