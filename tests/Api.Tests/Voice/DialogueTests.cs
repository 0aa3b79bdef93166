using PawPal.Api.Care;
using PawPal.Api.Tests.Commands;

namespace PawPal.Api.Tests.Voice;

/// <summary>
/// Dialogues as scripts, with what the household holds before and after: <c>&gt;</c> is said, <c>&lt;</c> must be in
/// the reply, every other line is a line of what is kept.
/// </summary>
public sealed class DialogueTests(VoiceFixture api) : IClassFixture<VoiceFixture>
{
    private const string Kept =
        $"""
        select line from (
            select p.name || ': ' || concat_ws(' ', e.kind,
                trim_scale(e.amount), e.unit, e.food, e.medication, e.dose, trim_scale(e.duration_minutes) || ' min',
                trim_scale(e.distance_km) || ' km', trim_scale(e.weight_kg) || ' kg', e.what, e.note) as line
            from care_event e join pet p on p.household_id = e.household_id and p.id = e.pet_id
            where e.household_id = $1 and {CareEvent.Stands}
            union all
            select 'reminder: ' || r.title || coalesce(' ' || r.rule, '')
            from reminder r where r.household_id = $1 and r.state = 'active'
            union all
            select 'appointment: ' || a.kind || ' ' || (
                select string_agg(p.name, ', ' order by p.created_at) from appointment_pet ap
                join pet p on p.household_id = ap.household_id and p.id = ap.pet_id where ap.appointment_id = a.id)
            from appointment a where a.household_id = $1 and a.state = 'planned'
            union all
            select 'pet: ' || p.name || ' ' || p.species
            from pet p where p.household_id = $1 and p.name not in ('Bella', 'Max', 'Luna', 'Mochi', 'Mr. Whiskers',
                'Pip')
        ) as kept
        """;

    public static TheoryData<string> Titles => [.. Scripts().Select(script => script.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Holds_what_the_script_says(string title)
    {
        var home = await CareHome.CreateAsync(api);
        var (_, lines) = Scripts().Single(script => script.Title == title);
        var reply = "";
        foreach (var block in lines)
        {
            if (block[0] is '>')
            {
                using var answer = await home.Client.TypeAsync(block[1..].Trim());
                reply = (await answer.ReadCommandAsync()).Reply;
            }
            else if (block[0] is '<') Assert.Contains(block[1..].Trim(), reply, StringComparison.OrdinalIgnoreCase);
            else Assert.Equal(string.Join('\n', block.Split('\n').Order(StringComparer.Ordinal)),
                await KeptAsync(home));
        }
    }

    // Lines of what is kept that stand together are one block; "nothing" is no line at all.
    private static IEnumerable<(string Title, List<string> Lines)> Scripts()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Dialogues.txt"));
        foreach (var script in text.Split("\n# ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = script.TrimStart('#', ' ').Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var blocks = new List<string>();
            var isKept = false;
            foreach (var line in lines.Skip(1))
            {
                var isSaid = line[0] is '>' or '<';
                if (!isSaid && isKept) blocks[^1] += "\n" + line;
                else blocks.Add(line);
                isKept = !isSaid;
            }

            yield return (lines[0], blocks);
        }
    }

    private async Task<string> KeptAsync(CareHome home)
    {
        await using var find = api.Superuser.CreateCommand(Kept);
        find.Parameters.AddWithValue(home.Home.Id);
        await using var rows = await find.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            lines.Add(rows.GetString(0));
        return lines.Count == 0 ? "nothing" : string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
