using System.Runtime.CompilerServices;

namespace PawPal.Understanding.Tests;

/// <summary>The committed weights are those of the committed examples.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Languages => [.. Interpreter.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_weights_are_learnt_from_the_examples_beside_them(string code)
    {
        var household = Expect.Home with { Language = code };
        (List<int> Features, string Intent)[] examples =
        [
            .. from file in Directory.EnumerateFiles(Folder(code), "*.txt").Order(StringComparer.Ordinal)
               from line in File.ReadLines(file)
               where line.Length > 0 && line[0] != '#'
               select (Interpreter.FeaturesOf(line, household), Path.GetFileNameWithoutExtension(file)),
        ];
        var learnt = IntentTrainer.Train(examples);
        var kept = Language.Of(code).Model!;
        Assert.Equal(learnt.Intents, kept.Intents);
        // Another processor may round the last digit of a weight otherwise; it does not change what is understood.
        var differ = examples.Count(e => learnt.Classify(e.Features).Intent != kept.Classify(e.Features).Intent);
        Assert.True(differ <= examples.Length / 500,
            $"{differ} of {examples.Length} differ; run: "
            + "dotnet run -c Release --project tests/Understanding.Evaluation -- --train src/Understanding");
    }

    [Fact]
    public void Every_example_has_an_intent_that_exists()
    {
        foreach (var code in Interpreter.Languages)
            Assert.All(
                Directory.EnumerateFiles(Folder(code), "*.txt"),
                file => Assert.Contains(Path.GetFileNameWithoutExtension(file), Intents.All));
    }

    private static string Folder(string code, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../src/Understanding/Examples", code);
}
