using System.Globalization;
using PawPal.Understanding;
using PawPal.Understanding.Evaluation;

switch (args)
{
    case ["--train", var understanding]:
        foreach (var language in Interpreter.Languages)
        {
            var household = Predictions.Household with { Language = language };
            var examples = Training.Examples(Path.Combine(understanding, "Examples", language)).ToArray();
            var share = Training.CrossValidated(examples, household).ToString("P1", CultureInfo.InvariantCulture);
            await using var stream = File.Create(Path.Combine(understanding, "Model", $"{language}.bin"));
            Training.Train(examples, household).Write(stream);
            await Console.Out.WriteLineAsync(
                $"{language}: {examples.Length} examples; {share} right when each tenth is left out in turn");
        }

        return 0;
    case [_, _] or ["--multi", _, _]:
        var lines = await File.ReadAllLinesAsync(args[^2]);
        await File.WriteAllLinesAsync(args[^1], Predictions.Of(lines, isMulti: args.Length == 3));
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "usage: [--multi] utterances.jsonl predictions.jsonl | --train src/Understanding");
        return 2;
}
