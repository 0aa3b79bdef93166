using System.CommandLine;

namespace PawPal.Operations.CommandLine;

/// <summary>The whole command. Ends with 0 when it is done, 1 when it failed, 2 when it was called wrongly.</summary>
internal static class OperationsCommand
{
    private const string Name = "pawpal-ops";

    // Time for a run that is told to stop to end its programs and delete what is half written.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Saves and restores PawPal's data. Options can be set by the variables in brackets.")
        {
            DatabaseCommands.Backup(), DatabaseCommands.Restore(), FilesCommands.Backup(), FilesCommands.Restore(),
            InspectCommands.List(), InspectCommands.Verify(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            return await FailAsync($"{parsed.Errors[^1].Message.TrimEnd('.')}. See {Name} --help", 2);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToStop,
            });
        }
        catch (Exception failure)
        {
            var isUsage = failure is UsageFailure or ServiceDefaults.Configuration.ServiceConfigurationException;
            return await FailAsync(FailureText.Of(failure), isUsage ? 2 : 1);
        }
    }

    private static async Task<int> FailAsync(string line, int exitCode)
    {
        await Console.Error.WriteLineAsync($"{Name}: {line}");
        return exitCode;
    }
}
