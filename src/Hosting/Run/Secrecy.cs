using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>Tells whether a value of the model is made of a secret.</summary>
internal static class Secrecy
{
    public static bool IsIn(object value) => IsIn(value, new(ReferenceEqualityComparer.Instance));

    private static bool IsIn(object value, HashSet<object> seen) => seen.Add(value) && value switch
    {
        ParameterResource parameter => parameter.Secret,
        IResourceWithConnectionString store => IsIn(store.ConnectionStringExpression, seen),
        IValueWithReferences made => made.References.Any(part => IsIn(part, seen)),
        _ => false,
    };
}
