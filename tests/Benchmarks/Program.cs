using PawPal.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- start|voice|engine
switch (args.FirstOrDefault())
{
    case "start":
        await StartBenchmark.RunAsync();
        return 0;
    case "voice":
        await VoiceBenchmark.RunAsync();
        return 0;
    case "engine":
        await EngineBenchmark.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("pawpal: name what to measure: start (a fresh start), voice (one spoken turn) "
            + "or engine (30 resources at once)");
        return 2;
}
