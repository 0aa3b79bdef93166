using System.Reflection;
using System.Text.Json;
using FastEndpoints;

namespace PawPal.Api.Reference;

/// <summary>Where each property of a request comes from: the path, the query or the body.</summary>
internal sealed class RequestShape
{
    private readonly HashSet<string> _path;

    /// <param name="route">As it is declared: <c>pets/{petId}</c>.</param>
    public RequestShape(Type request, string route, bool hasBody)
    {
        _path = [.. route.Split('/')
            .Where(part => part is ['{', .., '}'])
            .Select(part => part.Trim('{', '}').Split(':', '?')[0])];
        Properties = request == typeof(EmptyRequest)
            ? []
            : request.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Body = [.. Properties.Where(property => hasBody && !IsInPath(property) && !IsInQuery(property))];
        Query = [.. Properties.Where(property => !IsInPath(property) && !Body.Contains(property))];
    }

    public IReadOnlyList<PropertyInfo> Properties { get; }

    public IReadOnlyList<PropertyInfo> Body { get; }

    public IReadOnlyList<PropertyInfo> Query { get; }

    /// <summary>The parameters of the path with the property each one sets, where there is one.</summary>
    public IEnumerable<(string Name, PropertyInfo? Property)> Path => _path.Select(name => (
        name,
        Properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))));

    public static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private bool IsInPath(PropertyInfo property) => _path.Contains(property.Name, StringComparer.OrdinalIgnoreCase);

    private static bool IsInQuery(PropertyInfo property) =>
        property.IsDefined(typeof(QueryParamAttribute)) || property.IsDefined(typeof(FromQueryAttribute));
}
