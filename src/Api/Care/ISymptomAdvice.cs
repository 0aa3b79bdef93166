namespace PawPal.Api.Care;

/// <summary>What should be said beside "noted" when a sign is logged.</summary>
internal interface ISymptomAdvice
{
    /// <summary>Null when nothing urgent is known of it.</summary>
    /// <param name="sign">In the speaker's words.</param>
    string? Warn(string sign, string species);
}
