using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value the application gets from outside: from configuration, or generated once.</summary>
public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    private readonly Lazy<string> _value;

    /// <param name="name">The resource's name.</param>
    /// <param name="callback">Finds the value; gets <see cref="Default"/>.</param>
    /// <param name="secret">Whether the value must never be shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _value = new(() => callback(Default));
        Secret = secret;
    }

    /// <summary>Whether the value must never be shown.</summary>
    public bool Secret { get; }

    /// <summary>The value when the configuration has none.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>What the parameter is for.</summary>
    public string? Description { get; set; }

    /// <summary>Whether <see cref="Description"/> is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; set; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>Whether the value is a whole connection string.</summary>
    public bool IsConnectionString { get; set; }

    internal string ConfigurationKey { get; init; } = "";

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">Neither configured nor defaulted.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(_value.Value);
}

/// <summary>Where a parameter's value comes from when the configuration has none.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();

    /// <summary>Writes into a manifest how to come to the value: the properties of the object <c>default</c>.</summary>
    public abstract void WriteToManifest(ManifestPublishingContext context);
}

/// <summary>A random value of letters and digits (and marks, if wished), from the system's secure source.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerLetters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperLetters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    // Unreserved in URLs (RFC 3986), so that a generated value can stand in one as it is.
    private const string Marks = "-._~";

    /// <summary>The length, 1 to 128.</summary>
    public int MinLength
    {
        get;
        set => field = value is >= 1 and <= 128
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "1 to 128");
    } = 22;

    /// <summary>Whether lower-case letters may stand in it.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether upper-case letters may stand in it.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether digits may stand in it.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether marks may stand in it: only those that need no encoding in a URL.</summary>
    public bool Special { get; set; } = true;

    /// <summary>The least number of lower-case letters.</summary>
    public int MinLower { get; set; }

    /// <summary>The least number of upper-case letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>The least number of digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>The least number of marks.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc/>
    public override void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        // What is not said is allowed, and not asked for.
        foreach (var (kind, isAllowed) in new[] { ("lower", Lower), ("upper", Upper), ("numeric", Numeric),
            ("special", Special) })
        {
            if (!isAllowed)
                writer.WriteBoolean(kind, isAllowed);
        }

        foreach (var (kind, least) in new[] { ("minLower", MinLower), ("minUpper", MinUpper),
            ("minNumeric", MinNumeric), ("minSpecial", MinSpecial) })
        {
            if (least > 0)
                writer.WriteNumber(kind, least);
        }

        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No kind of character is allowed.</exception>
    public override string GetDefaultValue()
    {
        (string Letters, bool IsAllowed, int Least)[] kinds =
        [
            (LowerLetters, Lower, MinLower), (UpperLetters, Upper, MinUpper),
            (Digits, Numeric, MinNumeric), (Marks, Special, MinSpecial),
        ];
        var alphabet = string.Concat(kinds.Where(kind => kind.IsAllowed).Select(kind => kind.Letters));
        if (alphabet.Length == 0)
            throw new InvalidOperationException("A generated value needs at least one kind of character.");

        var letters = new List<char>(MinLength);
        foreach (var kind in kinds.Where(kind => kind.IsAllowed))
            letters.AddRange(RandomNumberGenerator.GetItems<char>(kind.Letters, kind.Least));
        letters.AddRange(RandomNumberGenerator.GetItems<char>(alphabet, Math.Max(0, MinLength - letters.Count)));
        var value = letters.ToArray();
        RandomNumberGenerator.Shuffle(value.AsSpan());
        return new string(value);
    }
}
