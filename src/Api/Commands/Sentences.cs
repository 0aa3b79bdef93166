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

    /// <summary>One of the sentences <c>name</c>, <c>name.2</c>, <c>name.3</c> and so on: what is heard often is not
    /// heard the same way each time. The same turn is always answered alike.</summary>
    public string Varied(string name, Guid turn)
    {
        var count = 1;
        while (Find($"{name}.{count + 1}") is not null)
            count++;
        // The end of an id of version 7 is random.
        var chosen = turn.ToByteArray()[^1] % count;
        return chosen == 0 ? this[name] : this[$"{name}.{chosen + 1}"];
    }

    /// <summary>Null where the file has no such sentence.</summary>
    public string? Find(string name) => _texts.GetString(name, Culture);
}
