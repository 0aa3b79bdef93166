using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>Texts as compose reads them.</summary>
internal static class ComposeText
{
    /// <summary>Parameters become variables of <c>.env</c>, hosts the names of services.</summary>
    public static string Render(Application application, Text text) => text.Render(
        Escape,
        host => application.Get(host.Resource).Label,
        part => $"${{{OutsideValues.Variable(part)}:?run ./init-env.sh}}");

    /// <summary>Compose reads $ as the begin of a variable.</summary>
    public static string Escape(string literal) => literal.Replace("$", "$$", StringComparison.Ordinal);
}
