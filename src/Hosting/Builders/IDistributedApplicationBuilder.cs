using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Describes an application: its resources and how they refer to each other.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Settings from appsettings.json, environment and command line of the AppHost.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The folder of the AppHost's project; relative paths of the model begin here.</summary>
    string AppHostDirectory { get; }

    /// <summary>The AppHost's program.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>The environment, Development unless set.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Services of the AppHost itself, such as health checks.</summary>
    IServiceCollection Services { get; }

    /// <summary>Run or publish.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>Tells what happens: before the start, when a resource is ready, and so on.</summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>The resources, in the order they were added.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource.</summary>
    /// <exception cref="DistributedApplicationException">The name is taken (names ignore case).</exception>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>A builder for a resource that is not added, or was added before.</summary>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    /// <summary>Checks the model and makes it an application.</summary>
    /// <exception cref="DistributedApplicationException">Waits form a cycle.</exception>
    DistributedApplication Build();
}
