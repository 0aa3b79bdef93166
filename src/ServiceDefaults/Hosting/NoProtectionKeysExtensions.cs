using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.Hosting;

/// <summary>A service that protects no data by ASP.NET's keys.</summary>
public static class NoProtectionKeysExtensions
{
    /// <summary>
    /// Takes out the keys that authentication, Razor components and the proxy bring along. Each replica would make its
    /// own, in a folder that is read-only or lost with the container, and what one protects no other could read:
    /// whatever tries to protect something fails at once. Call it after they were added.
    /// </summary>
    public static void RemoveProtectionKeys(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        // It loads or makes the keys at the start, used or not.
        var loaders = services
            .Where(service => service.ServiceType == typeof(IHostedService)
                && service.ImplementationType?.Assembly == typeof(DataProtectionOptions).Assembly)
            .ToList();
        foreach (var loader in loaders)
            services.Remove(loader);
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider, NoProtection>());
    }

    private sealed class NoProtection : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => throw Refused();

        public byte[] Unprotect(byte[] protectedData) => throw Refused();

        private static InvalidOperationException Refused() =>
            new("This service has no data protection keys: its replicas share none.");
    }
}
