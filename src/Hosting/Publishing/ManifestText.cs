using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace PawPal.Hosting.Publishing;

/// <summary>Values as a manifest writes them: expressions as placeholders, everything else as text.</summary>
internal static class ManifestText
{
    /// <exception cref="DistributedApplicationException">The value has no placeholder.</exception>
    public static string Of(ManifestPublishingContext context, object? value)
    {
        context.Referenced.Add(value);
        return value switch
        {
            null => "",
            string text => text,
            bool flag => flag ? "true" : "false",
            IManifestExpressionProvider expression => expression.ValueExpression,
            IValueProvider => throw new DistributedApplicationException(
                $"a value of the type {value.GetType().Name} has no placeholder in manifests"),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
    }
}
