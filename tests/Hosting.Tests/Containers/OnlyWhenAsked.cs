using System.Runtime.CompilerServices;

namespace PawPal.Hosting.Tests.Containers;

/// <summary>
/// Tests run without a container engine unless they ask for one: a machine that has one, and a network, would pull
/// images in the middle of tests that are about something else.
/// </summary>
internal static class OnlyWhenAsked
{
    [ModuleInitializer]
    internal static void Begin() => Environment.SetEnvironmentVariable("Hosting__ContainerEngine", "none");
}
