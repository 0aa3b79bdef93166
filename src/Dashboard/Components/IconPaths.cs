using System.Collections.Frozen;

namespace PawPal.Dashboard.Components;

/// <summary>Signs on a 24 by 24 field, drawn as strokes in the colour of the text around them.</summary>
internal static class IconPaths
{
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string,
        string>(StringComparer.Ordinal)
    {
        ["resources"] = "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16.5 13v7M13 16.500h7",
        ["console"] = "M3.5 5h17v14h-17zM7 9.500l3 2.5-3 2.500M12.5 15H17",
        ["logs"] = "M4 6h2M9 6h11M4 12h2M9 12h8M4 18h2M9 18h11",
        ["traces"] = "M4 5h10M8 10h9M8 14.500h5M13 19h7",
        ["metrics"] = "M4 4v16h16M7.5 15.500l3.5-5 3.5 3L20 6.5",
        ["pause"] = "M8 5v14M16 5v14",
        ["play"] = "M7 4.500v15l12-7.500z",
        ["stop"] = "M6 6h12v12H6z",
        ["restart"] = "M19.5 12a7.5 7.5 0 1 1-2.3-5.400L19.5 9M19.5 4v5h-5",
        ["trash"] = "M4 6.500h16M9 6V3.800h6V6M6 6.500l1 13.700h10l1-13.700M10 10.500v6M14 10.500v6",
        ["download"] = "M12 4v11M7 10.500l5 5 5-5M4.5 20h15",
        ["search"] = "M10.5 4a6.5 6.5 0 1 0 .01 0M15.5 15.5 20.5 20.5",
        ["filter"] = "M4 5.500h16l-6.2 7.200V19l-3.6-2v-4.300z",
        ["close"] = "M6 6l12 12M18 6 6 18",
        ["down"] = "M6 9.500l6 6 6-6",
        ["right"] = "M9.5 6l6 6-6 6",
        ["up"] = "M6 14.500l6-6 6 6",
        ["eye"] = "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.200a2.8 2.8 0 1 0 .01 0",
        ["eye-off"] =
            "M4 4l16 16M6.5 7.800C4 9.5 2.5 12 2.5 12S6 18.5 12 18.500c1.6 0 3-.4 4.3-1.100M10 5.700q1-.2 2-.2"
            + "c6 0 9.5 6.5 9.5 6.500s-.9 1.7-2.5 3.3",
        ["copy"] = "M9 9h11v11H9zM15 9V4H4v11h5",
        ["external"] = "M13.5 4.500h6v6M19.5 4.5 11 13M17 14v5.500H4.500V7H10",
        ["globe"] =
            "M12 3.500a8.5 8.5 0 1 0 .01 0zM3.5 12h17M12 3.500c-5 5.5-5 11.5 0 17 5-5.5 5-11.5 0-17",
        ["theme-system"] = "M3.5 5h17v11h-17zM9 20h6M12 16v4",
        ["theme-dark"] = "M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z",
        ["theme-light"] = "M12 8a4 4 0 1 0 .01 0zM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.4"
            + "M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4",
        ["help"] =
            "M12 3.500a8.5 8.5 0 1 0 .01 0zM9.5 9.500a2.6 2.6 0 1 1 3.6 2.400q-1.1.5-1.1 1.800M12 16.800v.2",
        ["warning"] = "M12 4 2.8 20h18.400zM12 10v5M12 17.300v.2",
        ["error"] = "M12 3.500a8.5 8.5 0 1 0 .01 0zM12 7.500v6M12 16.300v.2",
        ["info"] = "M12 3.500a8.5 8.5 0 1 0 .01 0zM12 11v6M12 7.500v.2",
        ["check"] = "M4.5 12.500l5 5 10-11",
        ["heart"] =
            "M12 20S3.5 14.5 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 5.5-8.5 11-8.5 11z",
        ["project"] = "M12 3l8 4.500v9L12 21l-8-4.500v-9zM9.5 9.5 7 12l2.5 2.500M14.5 9.5 17 12l-2.5 2.5",
        ["container"] =
            "M12 3l8.5 4.200v9.600L12 21l-8.5-4.200V7.200zM3.5 7.2 12 11.500l8.5-4.300M12 11.500V21",
        ["database"] =
            "M4.5 6a7.5 2.8 0 1 0 15 0 7.5 2.8 0 1 0-15 0v12a7.5 2.8 0 0 0 15 0V6M4.5 12a7.5 2.8 0 0 0 15 0",
        ["cache"] = "M13 2.5 5 13.500h5.500L10 21.500l8.5-12H13z",
        ["executable"] =
            "M12 8.500a3.5 3.5 0 1 0 .01 0zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.600l2.1 2.100M16.3 16.300l2.1 2.1"
            + "M5.6 18.400l2.1-2.100M16.3 7.700l2.1-2.1",
        ["parameter"] = "M8 10.500a4 4 0 1 0 .01 0zM11 12l9.5-8M17 7l2.5 3",
        ["speech"] =
            "M12 3a3.5 3.5 0 0 1 3.5 3.500v5a3.5 3.5 0 0 1-7 0v-5A3.5 3.5 0 0 1 12 3zM5 11.500a7 7 0 0 0 14 0"
            + "M12 18.500V22",
        ["graph"] = "M4 9h5v6H4zM15 3.500h5v6h-5zM15 14.500h5v6h-5zM9 11l6-4M9 13l6 4.5",
        ["table"] = "M3.5 5h17v14h-17zM3.5 10h17M3.5 14.500h17M9 5v14",
        ["link"] =
            "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1.2 1.200"
            + "M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.700l1.2-1.2",
        ["more"] = "M5 12h.01M12 12h.01M19 12h.01",
        ["follow"] = "M6.5 4.500l5.5 5.5 5.5-5.500M6.5 11l5.5 5.5 5.5-5.500M5 20.500h14",
        ["clock"] = "M12 3.500a8.5 8.5 0 1 0 .01 0zM12 7.500V12l3 2",
        ["command"] = "M5 5l14 7-14 7 3-7z",
        ["unplugged"] = "M9 3v5M15 3v5M6.5 8h11v3.500a5.5 5.5 0 0 1-11 0zM12 17v4M3.5 3.500l17 17",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string name) => Paths.TryGetValue(name, out var path) ? path : Paths["executable"];
}
