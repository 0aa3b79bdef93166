using PawPal.Benchmarks;
using PawPal.Benchmarks.Dashboard;
using PawPal.Benchmarks.Requests;

// dotnet run -c Release --project tests/Benchmarks --
// start|voice|engine|dashboard|backup|reminders|requests|days|understanding
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
    case "dashboard":
        await DashboardBenchmark.RunAsync();
        return 0;
    case "backup":
        await BackupBenchmark.RunAsync();
        return 0;
    case "reminders":
        await ReminderBenchmark.RunAsync();
        return 0;
    case "requests":
        await ApiBenchmark.RunAsync();
        return 0;
    case "days":
        await DayBenchmark.RunAsync(args.ElementAtOrDefault(1));
        return 0;
    case "understanding":
        UnderstandingBenchmark.Run();
        return 0;
    case UnderstandingBenchmark.StartVerb:
        UnderstandingBenchmark.Start();
        return 0;
    case BareApi.Verb:
        await BareApi.RunAsync(args[1], args[2]);
        return 0;
    case BareSink.Verb:
        await BareSink.RunAsync(args[1]);
        return 0;
    default:
        Console.Error.WriteLine("pawpal: name what to measure: start (a fresh start), voice (one spoken turn), "
            + "engine (30 resources at once), dashboard (telemetry taken in), backup (a million events), "
            + "reminders (due ones handed over), requests (a bare API beside ours), days (50 million events) or "
            + "understanding (one sentence)");
        return 2;
}
