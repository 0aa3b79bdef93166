using PawPal.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- start|voice
switch (args.FirstOrDefault())
{
    case "start":
        await StartBenchmark.RunAsync();
        return 0;
    case "voice":
        await VoiceBenchmark.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("pawpal: name what to measure: start (a fresh start) or voice (one spoken turn)");
        return 2;
}
