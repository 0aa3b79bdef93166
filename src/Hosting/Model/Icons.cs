namespace Aspire.Hosting.ApplicationModel;

/// <summary>The picture that stands for the resource.</summary>
/// <param name="iconName">A name of the Fluent UI set, such as <c>Database</c>.</param>
/// <param name="iconVariant">Regular or filled.</param>
public sealed class ResourceIconAnnotation(string iconName, IconVariant iconVariant = IconVariant.Filled)
    : IResourceAnnotation
{
    public string IconName => iconName;

    public IconVariant IconVariant => iconVariant;
}
