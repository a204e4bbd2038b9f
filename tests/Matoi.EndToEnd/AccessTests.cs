using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Matoi.EndToEnd;

/// <summary>The pages that people work in are open to everyone: axe-core finds nothing serious in them, in light and in dark.</summary>
public sealed class AccessTests
{
    private const float Patience = 60_000;

    private static readonly (string Name, string Address, string Ready)[] Pages =
    [
        ("queue", "/", ".m-preview h2"),
        ("incident", "/incidents/1", ".m-overview h2"),
        ("incident alerts", "/incidents/1?tab=alerts", ".m-joined"),
        ("incident timeline", "/incidents/1?tab=timeline", ".m-entries"),
        ("hunting", "/hunting", ".m-editor .view-lines"),
        ("hunting rows", $"/hunting?range=all&q={Uri.EscapeDataString("AWSCloudTrail | project TimeGenerated, EventName, SourceIpAddress | take 20")}", ".m-gridrow"),
        ("rules", "/rules", ".m-rules .m-switch"),
        ("rule", "/rules/5f0c3c1e-3a0e-4b8e-9f1d-6a2b7c9d1002", ".m-query pre"),
        ("rule runs", "/rules/5f0c3c1e-3a0e-4b8e-9f1d-6a2b7c9d1002?tab=runs", ".m-rule .m-state"),
        ("rule back-test", "/rules/5f0c3c1e-3a0e-4b8e-9f1d-6a2b7c9d1002?tab=backtest", ".m-backtest form"),
    ];

    [Fact]
    public async Task Pages_have_no_serious_barrier_in_light_and_dark()
    {
        var ct = TestContext.Current.CancellationToken;
        Axe.Require();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var matoi = await MatoiProcess.StartDemoAsync(ct);
        await using var first = await browser.NewContextAsync(new() { BaseURL = matoi.Address });
        await (await first.NewPageAsync()).GotoAsync(matoi.SignInLink);
        var session = await first.StorageStateAsync();
        var barriers = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var context = await browser.NewContextAsync(new() { BaseURL = matoi.Address, Locale = "en-US", ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1280, Height = 800 }, StorageState = session });
            var page = await context.NewPageAsync();
            foreach (var (name, address, ready) in Pages)
            {
                await page.GotoAsync(address);
                await Expect(page.Locator(ready).First).ToBeVisibleAsync(new() { Timeout = Patience });

                // The live page takes the place of the first paint, its title too.
                await page.WaitForFunctionAsync("() => document.title !== ''");
                barriers.AddRange(await Axe.ViolationsAsync(page, $"{name}, {scheme}"));
            }
        }

        Assert.True(barriers.Count == 0, string.Join('\n', barriers));
    }
}
