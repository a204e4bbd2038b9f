using Matoi.Model;

namespace Matoi.Detect.Rules;

/// <summary>The rules that come with the program: stored at its start, switched on by people.</summary>
public static class ShippedRules
{
    /// <summary>Folder of the files.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "content", "rules", "kql");

    /// <summary>The files.</summary>
    public static IReadOnlyList<AddRules.SourceFile> Files()
        => Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).Select(file => new AddRules.SourceFile($"content/rules/kql/{Path.GetFileName(file)}", File.ReadAllText(file)))]
            : [];

    /// <summary>Stores those that are new or have changed; what is wrong with them.</summary>
    public static async Task<IReadOnlyList<Problem>> StoreAsync(AddRules add, CancellationToken ct) => (await add.HandleAsync(new(Files()), "matoi", ct)).Problems;
}
