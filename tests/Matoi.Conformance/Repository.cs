using System.Runtime.CompilerServices;

namespace Matoi.Conformance;

/// <summary>Where the working copy and the shared test material lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Goldens { get; } = Path.Combine(Root, "tests", "Goldens");

    /// <summary>The outside material, or null where it is absent.</summary>
    public static string? Shared { get; } = Directory.Exists(SharedPath()) ? SharedPath() : null;

    /// <summary>True when <c>MATOI_RECORD=1</c>: goldens are written instead of compared.</summary>
    public static bool Recording { get; } = Environment.GetEnvironmentVariable("MATOI_RECORD") == "1";

    private static string SharedPath() => Path.GetFullPath(Environment.GetEnvironmentVariable("MATOI_SHARED") ?? Path.Combine(Root, "..", "shared"));

    private static string FindRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
