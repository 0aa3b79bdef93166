using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PawPal.Publishing.Yaml;

/// <summary>
/// Writes JSON values as YAML. A string is left without quotes only where every reader, of YAML 1.1 or 1.2, takes it
/// for one.
/// </summary>
internal static partial class YamlText
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity",
    };

    /// <summary>One document per value, each begun by three dashes when there are several.</summary>
    public static string Write(params IReadOnlyList<JsonNode> documents)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(
            bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, newLine: "\n"));
        emitter.Emit(new StreamStart());
        foreach (var (index, document) in documents.Index())
        {
            emitter.Emit(new DocumentStart(null, null, isImplicit: index == 0));
            Node(emitter, document);
            emitter.Emit(new DocumentEnd(isImplicit: true));
        }

        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Node(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                emitter.Emit(new MappingStart(
                    null, null, isImplicit: true, members.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, value) in members)
                {
                    Text(emitter, name);
                    Node(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                emitter.Emit(new SequenceStart(
                    null, null, isImplicit: true, items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in items)
                    Node(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case null:
                Plain(emitter, "null");
                break;
            default:
                if (node.GetValueKind() == JsonValueKind.String)
                    Text(emitter, node.GetValue<string>());
                else
                    Plain(emitter, node.ToJsonString());
                break;
        }
    }

    private static void Plain(Emitter emitter, string value) =>
        emitter.Emit(new Scalar(null, null, value, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));

    private static void Text(Emitter emitter, string value)
    {
        var style = Safe.IsMatch(value) && !Words.Contains(value) ? ScalarStyle.Plain
            : IsBlock(value) ? ScalarStyle.Literal
            : ScalarStyle.DoubleQuoted;
        emitter.Emit(new Scalar(null, null, value, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    [GeneratedRegex(@"\A[A-Za-z/][A-Za-z0-9_./-]*\z", RegexOptions.None, 1000)]
    private static partial Regex Safe { get; }

    // Whole lines of visible text, the first without an indent of its own: a literal block says them unchanged.
    private static bool IsBlock(string value) =>
        value.EndsWith('\n') && !value.StartsWith('\n') && value[0] != ' '
        && value.Split('\n').SkipLast(1).All(line =>
            !line.EndsWith(' ') && line.All(letter => letter is >= ' ' and <= '~'))
        && !value.EndsWith("\n\n", StringComparison.Ordinal);
}
