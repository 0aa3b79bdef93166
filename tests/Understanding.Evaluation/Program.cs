using PawPal.Understanding.Evaluation;

if (args is not ([_, _] or ["--multi", _, _]))
{
    await Console.Error.WriteLineAsync("usage: [--multi] utterances.jsonl predictions.jsonl");
    return 2;
}

var lines = await File.ReadAllLinesAsync(args[^2]);
await File.WriteAllLinesAsync(args[^1], Predictions.Of(lines, isMulti: args.Length == 3));
return 0;
