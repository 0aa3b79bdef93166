namespace PawPal.Publishing.Output;

/// <summary>The lines generated files begin with.</summary>
internal static class Header
{
    public const string Generated =
        "# Generated from the Aspire manifest. Changes belong into the model: they are lost here.\n";

    public const string SecretsToFill =
        "# Generated from the Aspire manifest. Put real values in the place of change-me, apply the file once, and do not\n"
        + "# commit them. It is not part of kustomization.yaml, so that no later apply takes the values back.\n";
}
