using System.Text;
using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests;

/// <summary>Whatever is given, the answer is files or the documented error.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "{a.value}", "{cache.connectionString}", "{cache.bindings.tcp.url}", "{x", "", "null", "-1", "\u0000",
        "é\u2028", "\ud800", "$(A)", "$$", "a:b", "../..", "/", "*", "&x", "yes", "1e3", "latest", "x:1@",
        "container.v0", "s3://", "10.0.0.1", "[::1]", "http://[::1]:1", "db-replica", "61 * * * *", "0 0 31 2 *",
        "project.v0", "kafka",
    ];

    private static readonly JsonNode?[] Values =
        [null, true, 0, -1, 1e300, 65536, new JsonArray(), new JsonObject(), new JsonArray("x", 1), "{}", "deep"];

    // The same rounds each time: a failure is found again, and a run that passed passes again.
    private const int Rounds = 300;

    [Theory, MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public void A_manifest_with_wrong_parts_gives_files_or_the_documented_error(string sample)
    {
        var text = Sample.Text(sample);
        var random = new Random(20261124);
        for (var round = 0; round < Rounds; round++)
        {
            var manifest = JsonNode.Parse(text)!;
            for (var change = random.Next(1, 5); change > 0; change--)
                Change(manifest, random);
            Publish(manifest.ToJsonString());
        }
    }

    [Theory, MemberData(nameof(Sample.WithOptions), MemberType = typeof(Sample))]
    public void Values_with_wrong_parts_give_files_or_the_documented_error(string sample)
    {
        var (manifest, values) = (Sample.Text(sample), Sample.ValuesOf(sample));
        var random = new Random(20261126);
        for (var round = 0; round < Rounds / 6; round++)
        {
            var changed = JsonNode.Parse(values)!;
            for (var change = random.Next(1, 3); change > 0; change--)
                Change(changed, random);
            Publish(manifest, changed.ToJsonString());
        }
    }

    [Fact]
    public void Broken_text_gives_the_documented_error()
    {
        var text = Encoding.UTF8.GetBytes(Sample.Text("starter"));
        var random = new Random(20261124);
        for (var round = 0; round < Rounds; round++)
        {
            var broken = text.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            Publish(Encoding.Latin1.GetString(broken));
        }
    }

    private static void Publish(string manifest, string values = "{}")
    {
        try
        {
            Assert.NotEmpty(
                Sample.PublishText(manifest, values, skipUnknown: (manifest.Length + values.Length) % 2 == 0));
        }
        catch (PublishException fault)
        {
            Assert.NotEmpty(fault.Message);
        }
    }

    private static void Change(JsonNode manifest, Random random)
    {
        var nodes = Below(manifest).ToArray();
        if (nodes.Length == 0)
            return;
        var node = nodes[random.Next(nodes.Length)];
        var value = random.Next(2) == 0
            ? Pieces[random.Next(Pieces.Length)]
            : Values[random.Next(Values.Length)]?.DeepClone();
        switch (node.Parent)
        {
            case JsonObject members:
                var name = node.GetPropertyName();
                members.Remove(name);
                var kind = random.Next(4);
                if (kind == 0)
                    members[Pieces[random.Next(Pieces.Length)]] = node;
                else if (kind < 3)
                    members[name] = value;
                break;
            case JsonArray items:
                items[node.GetElementIndex()] = value;
                break;
            default:
                break;
        }
    }

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        var below = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return below.OfType<JsonNode>().SelectMany(one => Below(one).Prepend(one));
    }
}
