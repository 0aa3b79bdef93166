using PawPal.Api;
using PawPal.Api.Data;
using PawPal.ServiceDefaults.Configuration;

// One image, three roles; the first argument chooses.
var role = args.FirstOrDefault(argument => !argument.StartsWith('-')) ?? "serve";
try
{
    return role switch
    {
        "serve" => await ServeRole.Build(args).RunServiceAsync(),
        "worker" => await WorkerRole.Build(args).RunServiceAsync(),
        "migrate" => await MigrateRole.RunAsync(args),
        _ => throw new ServiceConfigurationException(
            $"Unknown role '{role}': choose serve (default), worker or migrate."),
    };
}
catch (ServiceConfigurationException fault)
{
    await Console.Error.WriteLineAsync($"PawPal.Api: {fault.Message}");
    return 1;
}
