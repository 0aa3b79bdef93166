using System.Text;

namespace PawPal.Publishing.Compose;

/// <summary>Writes <c>.env.example</c>.</summary>
internal static class EnvironmentExample
{
    public static string Write(IReadOnlyList<OutsideValue> values)
    {
        var text = new StringBuilder("# What docker-compose.yml takes from outside. ./init-env.sh makes .env of it.\n");
        foreach (var value in values)
            text.Append("# ").Append(value.Explanation).Append('\n').Append(value.Variable).Append("=\n");
        return text.ToString();
    }
}
