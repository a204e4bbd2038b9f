using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Matoi.EndToEnd;

/// <summary>A person hunts: a query with a mistake is told where, the corrected one gives rows, a row is opened, its value narrows the query, a chart is drawn.</summary>
public sealed class HuntingTests
{
    private const float Patience = 60_000;
    private static readonly string Shots = Path.Combine(MatoiProcess.Root, "artifacts", "screenshots");

    [Fact]
    public async Task From_a_mistyped_query_to_the_rows_that_matter()
    {
        var ct = TestContext.Current.CancellationToken;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var matoi = await MatoiProcess.StartDemoAsync(ct);
        await using var context = await browser.NewContextAsync(new() { BaseURL = matoi.Address, Locale = "en-US", ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" ? [message.Text] : []);
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => complaints.AddRange(new Uri(request.Url).Host is "127.0.0.1" or "" ? [] : [$"asked for {request.Url}"]);
        await page.GotoAsync(matoi.SignInLink);
        await page.GotoAsync("/hunting?range=all");

        var editor = page.Locator(".m-editor .view-lines");
        await Expect(editor).ToBeVisibleAsync(new() { Timeout = Patience });
        await ShootAsync(page, "hunting-empty-en-dark");
        await editor.ClickAsync();
        await page.Keyboard.TypeAsync("AWSCloudTrail | wher EventName != '' ");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".m-problems")).ToContainTextAsync("where", new() { Timeout = Patience });
        await ShootAsync(page, "hunting-error-en-dark");

        await page.GotoAsync($"/hunting?range=all&q={Uri.EscapeDataString("AWSCloudTrail\n| where isnotempty(EventName)\n| project TimeGenerated, EventName, SourceIpAddress, UserIdentityArn\n| sort by TimeGenerated asc")}");
        await Expect(page.Locator(".m-gridrow").First).ToBeVisibleAsync(new() { Timeout = Patience });
        var all = await page.Locator(".m-resultline b").InnerTextAsync();
        await page.Locator(".m-gridrow").First.ClickAsync();
        await Expect(page.Locator(".m-detail dd").First).ToBeVisibleAsync();
        await ShootAsync(page, "hunting-rows-en-dark");
        await page.Locator(".m-detail").GetByRole(AriaRole.Button, new() { Name = "only this" }).Nth(1).ClickAsync();
        await Expect(page.Locator(".m-resultline b")).Not.ToHaveTextAsync(all, new() { Timeout = Patience });

        await page.GotoAsync($"/hunting?range=all&q={Uri.EscapeDataString("AWSCloudTrail | summarize Events = count() by bin(TimeGenerated, 1h), EventSource | render timechart")}");
        await Expect(page.Locator(".m-chart polyline").First).ToBeAttachedAsync(new() { Timeout = Patience });
        await ShootAsync(page, "hunting-chart-en-dark");
        await JapaneseLightAsync(browser, context, matoi);
        Assert.Empty(complaints);
    }

    private static async Task JapaneseLightAsync(IBrowser browser, IBrowserContext signedIn, MatoiProcess matoi)
    {
        foreach (var (suffix, width, height) in new[] { ("", 1280, 800), ("-phone", 390, 844) })
        {
            await using var japanese = await browser.NewContextAsync(new()
            {
                BaseURL = matoi.Address, Locale = "ja-JP", ColorScheme = ColorScheme.Light, ViewportSize = new() { Width = width, Height = height },
                StorageState = await signedIn.StorageStateAsync(),
            });
            var page = await japanese.NewPageAsync();
            await page.GotoAsync($"/hunting?range=all&q={Uri.EscapeDataString("AWSCloudTrail | summarize Events = count() by EventName, bin(TimeGenerated, 1h) | render timechart")}");
            await Expect(page.Locator("h1")).ToHaveTextAsync("ハンティング");
            await Expect(page.Locator(".m-gridrow").First).ToBeVisibleAsync(new() { Timeout = Patience });
            await ShootAsync(page, $"hunting-ja-light{suffix}");
        }
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        // For the eye only: the picture is taken once the live page has replaced the first paint.
        await page.WaitForTimeoutAsync(1500);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
