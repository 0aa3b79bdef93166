namespace PawPal.Publishing;

/// <summary>
/// Something given to the publisher cannot be published. The message is one line that names the thing, the cause and,
/// where there is one, the way out.
/// </summary>
public sealed class PublishException(string message, Exception? cause = null) : Exception(message, cause);
