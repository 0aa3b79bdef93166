using System.Reflection;
using Microsoft.Extensions.Logging;

namespace PawPal.Api.Tests;

public sealed class LoggingTests
{
    [Fact]
    public void Event_ids_are_unique_in_the_service()
    {
        var messages = typeof(ServeRole).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .ToList();

        Assert.NotEmpty(messages);
        Assert.Equal(messages.Select(m => m.EventId).Distinct(), messages.Select(m => m.EventId));
    }
}
