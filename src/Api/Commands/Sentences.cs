using System.Globalization;
using System.Resources;

namespace PawPal.Api.Commands;

/// <summary>The sentences of one feature, from the resource file beside it.</summary>
/// <remarks>PawPal speaks English so far; a further language is a further resource file, and no code.</remarks>
internal sealed class Sentences(string resource)
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en");

    private readonly ResourceManager _texts = new(resource, typeof(Sentences).Assembly);

    public string this[string name] => Find(name) ?? throw new MissingManifestResourceException(name);

    public string this[string name, params ReadOnlySpan<object?> values] =>
        string.Format(Culture, this[name], values);

    /// <summary>Null where the file has no such sentence.</summary>
    public string? Find(string name) => _texts.GetString(name, Culture);
}
