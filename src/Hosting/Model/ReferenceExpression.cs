using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A text with values in it that stay unresolved: a run fills them in, a manifest writes them as placeholders.
/// </summary>
public sealed class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    private readonly string?[] _filters;

    private ReferenceExpression(string format, IValueProvider[] values, string[] expressions, string?[] filters)
    {
        Format = format;
        ValueProviders = values;
        ManifestExpressions = expressions;
        _filters = filters;
    }

    /// <summary>The text as a composite format: <c>{0}</c> stands for the first value, braces are doubled.</summary>
    public string Format { get; }

    /// <summary>The values, in the order of their places.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>The placeholders of the values, in the order of their places.</summary>
    public IReadOnlyList<string> ManifestExpressions { get; }

    /// <inheritdoc/>
    public string ValueExpression =>
        string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions.Cast<object?>()]);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    /// <summary>Makes an expression from an interpolated text; <c>:uri</c> behind a value percent-encodes it.</summary>
    public static ReferenceExpression Create(
        [InterpolatedStringHandlerArgument] in ExpressionInterpolatedStringHandler handler) =>
        handler.Builder.Build();

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(
        ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        var parts = new object?[ValueProviders.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken);
            parts[i] = _filters[i] == "uri" && value is not null ? Uri.EscapeDataString(value) : value;
        }

        return string.Format(CultureInfo.InvariantCulture, Format, parts);
    }

    internal static ReferenceExpression From(
        string format, IEnumerable<IValueProvider> values, IEnumerable<string> expressions,
        IEnumerable<string?> filters) =>
        new(format, [.. values], [.. expressions], [.. filters]);

    /// <summary>What the compiler fills when an interpolated text is given to <see cref="Create"/>.</summary>
    [InterpolatedStringHandler]
    [SuppressMessage("Performance", "CA1815", Justification = "Handed from compiler to method, never compared.")]
    public readonly ref struct ExpressionInterpolatedStringHandler
    {
        internal readonly ReferenceExpressionBuilder Builder;

        [SuppressMessage("Style", "IDE0060", Justification = "The compiler passes both lengths.")]
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) => Builder = new();

        public void AppendLiteral(string value) => Builder.AppendLiteral(value);

        public void AppendFormatted(string? value) => Builder.AppendLiteral(value ?? "");

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => Builder.AppendFormatted(valueProvider);

        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => Builder.AppendFormatted(valueProvider, format);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            Builder.AppendFormatted(valueProvider.Resource);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            Builder.AppendFormatted(valueProvider.Resource, format);
    }
}

/// <summary>Makes a <see cref="ReferenceExpression"/> piece by piece.</summary>
public sealed class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format = new();
    private readonly List<IValueProvider> _values = [];
    private readonly List<string> _expressions = [];
    private readonly List<string?> _filters = [];

    /// <summary>True while nothing was appended.</summary>
    public bool IsEmpty => _format.Length == 0;

    /// <summary>Appends text as it stands.</summary>
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    /// <summary>Appends a value; <paramref name="format"/> is null or <c>uri</c> (percent-encoded).</summary>
    /// <exception cref="FormatException">Another format.</exception>
    public void AppendFormatted<T>(T valueProvider, string? format = null)
        where T : IValueProvider, IManifestExpressionProvider
    {
        ArgumentNullException.ThrowIfNull(valueProvider);
        if (format is not (null or "uri"))
            throw new FormatException($"Unknown format '{format}' in an expression; known: uri");
        _format.Append(CultureInfo.InvariantCulture, $"{{{_values.Count}}}");
        _values.Add(valueProvider);
        _expressions.Add(valueProvider.ValueExpression);
        _filters.Add(format);
    }

    /// <summary>The expression of what was appended.</summary>
    public ReferenceExpression Build() => ReferenceExpression.From(_format.ToString(), _values, _expressions, _filters);
}
