namespace PawPal.Images.Tests;

/// <summary>One instruction of a Dockerfile, its continued lines joined: <c>COPY</c> and <c>a b ./</c>.</summary>
internal sealed record Instruction(string Name, string Rest)
{
    public IReadOnlyList<string> Words => Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static IReadOnlyList<Instruction> Read(string dockerfile)
    {
        var lines = dockerfile.Split('\n').Where(line => !line.TrimStart().StartsWith('#'));
        var text = string.Join('\n', lines).Replace("\\\n", " ", StringComparison.Ordinal);
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
                .Select(parts => new Instruction(parts[0], parts.Length > 1 ? parts[1] : "")),
        ];
    }
}
