using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Matoi.EndToEnd;

/// <summary>Asks axe-core what in a page keeps people with assistive technology out. Where it is missing the test is skipped by name, in CI it fails.</summary>
internal static class Axe
{
    private static readonly string Script = Path.Combine(MatoiProcess.Root, "artifacts", "npm", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Skips the test when axe-core is not installed.</summary>
    public static void Require()
    {
        if (!File.Exists(Script))
        {
            var message = $"axe-core is missing at {Script}; ./test.sh installs it";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Fail(message);
        }
    }

    /// <summary>Serious and critical violations of the page as it stands: rule, element, reason.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">What messages call it.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, string name)
    {
        // Evaluated, not added as an element: the page's own policy keeps foreign scripts out.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}) ${n.target.join(' ')}: ${n.any.concat(n.all, n.none).map(c => c.message).join('; ')}`))
            """);
        return [.. found.EnumerateArray().Select(v => $"{name}: {v.GetString()}")];
    }
}
