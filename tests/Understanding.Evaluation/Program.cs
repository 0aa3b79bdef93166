using System.Globalization;
using PawPal.Understanding.Evaluation;

switch (args)
{
    case ["--train", var folder, var file]:
        var examples = Training.Examples(folder).ToArray();
        var share = Training.CrossValidated(examples).ToString("P1", CultureInfo.InvariantCulture);
        await using (var stream = File.Create(file)) Training.Train(examples).Write(stream);
        await Console.Out.WriteLineAsync($"{examples.Length} examples; {share} right when each tenth is left out in turn");
        return 0;
    case [_, _] or ["--multi", _, _]:
        var lines = await File.ReadAllLinesAsync(args[^2]);
        await File.WriteAllLinesAsync(args[^1], Predictions.Of(lines, isMulti: args.Length == 3));
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "usage: [--multi] utterances.jsonl predictions.jsonl | --train examples-folder weights-file");
        return 2;
}
