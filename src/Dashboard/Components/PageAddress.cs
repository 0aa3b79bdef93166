using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PawPal.Dashboard.Components;

/// <summary>The state of a page stands in its address, so that a link shows somebody else the same.</summary>
internal static class PageAddress
{
    /// <summary>Changes parts of the query; a null takes its part away.</summary>
    public static void Change(this NavigationManager here, params ReadOnlySpan<(string Name, object? Value)> changes)
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in changes)
            parameters[name] = value;
        here.NavigateTo(here.GetUriWithQueryParameters(parameters), replace: true);
    }

    /// <summary>The same page with another resource (or with all of them) and the same query.</summary>
    public static void ChooseResource(this NavigationManager here, string page, string? resource)
    {
        var query = new Uri(here.Uri).Query;
        here.NavigateTo(Of(page, resource) + query, replace: true);
    }

    public static string Of(string page, string? resource) =>
        resource is null ? page : string.Create(CultureInfo.InvariantCulture, $"{page}/resource/{Uri.EscapeDataString(resource)}");
}
