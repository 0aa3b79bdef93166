using System.Globalization;

// What it does is its first argument: serve (default), print lines and end with a code, ignore SIGTERM.
switch (args.FirstOrDefault())
{
    case "end":
        for (var line = 1; line <= 30; line++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {line}"));
        return int.Parse(args[1], CultureInfo.InvariantCulture);
    case "migrate":
        return 0;
    case "stubborn":
        Console.CancelKeyPress += (_, press) => press.Cancel = true;
        using (System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM, context => context.Cancel = true))
        {
            await Task.Delay(Timeout.Infinite);
        }

        return 0;
    default:
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", "Warning")]);
        var app = builder.Build();
        var healthyAfter = builder.Configuration.GetValue("HealthyAfterMilliseconds", 0);
        var since = System.Diagnostics.Stopwatch.StartNew();
        app.MapGet("/health", () => since.ElapsedMilliseconds >= healthyAfter ? Results.Ok() : Results.StatusCode(503));
        app.MapGet("/api/v1/health/ready", () => Results.Ok());
        app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
        app.MapGet("/arguments", () => args);
        app.MapGet("/crash", () => Environment.FailFast("asked to"));
        if (app.Configuration["Complains"] is not null)
            LoggerMessage.Define(LogLevel.Warning, default, "the bowl is empty")(app.Logger, null);
        await app.RunAsync();
        return 0;
}
