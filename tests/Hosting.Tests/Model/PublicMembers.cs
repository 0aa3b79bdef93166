using System.Reflection;
using System.Runtime.CompilerServices;

namespace PawPal.Hosting.Tests.Model;

/// <summary>The public members of the namespaces that are Aspire's: type by type, each name once.</summary>
internal static class PublicMembers
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What every record has by itself.
    private static readonly HashSet<string> OfRecords =
        ["Equals", "GetHashCode", "ToString", "Deconstruct", "<Clone>$"];

    public static SortedDictionary<string, SortedSet<string>> Of(Assembly assembly)
    {
        var found = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var type in assembly.GetExportedTypes()
            .Where(type => $"{type.Namespace}.".StartsWith("Aspire.Hosting.", StringComparison.Ordinal)))
        {
            found[Name(type)] = new(type.GetMembers(Declared).Where(IsOurs).Select(member => member.Name),
                StringComparer.Ordinal);
        }

        return found;
    }

    private static bool IsOurs(MemberInfo member) => member switch
    {
        MethodBase { IsSpecialName: true } => false,
        FieldInfo { IsSpecialName: true } => false,
        TypeInfo => false,
        _ => !OfRecords.Contains(member.Name) && !member.IsDefined(typeof(CompilerGeneratedAttribute)),
    };

    private static string Name(Type type)
    {
        var name = type.FullName!.Replace('+', '.');
        return name.Split('`')[0];
    }
}
