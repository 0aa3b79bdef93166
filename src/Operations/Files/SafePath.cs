namespace PawPal.Operations.Files;

/// <summary>A path that stays below the place it is restored to.</summary>
internal static class SafePath
{
    /// <exception cref="OperationFailure">It leads elsewhere.</exception>
    public static void Check(string path, string where)
    {
        var isSafe = !path.Contains('\0', StringComparison.Ordinal)
            && path.Split('/').All(part => part is not ("" or "." or ".."));
        if (!isSafe)
            throw new OperationFailure($"{where} holds '{path}', which leads out of its folder: it is refused");
    }
}
