using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Matoi.EndToEnd;

/// <summary>A person makes detections work: replays a rule over the past, runs it, switches it on and off; and turns a hunt into something that lasts.</summary>
public sealed partial class RulesTests
{
    private const float Patience = 60_000;
    private const string Rule = "5f0c3c1e-3a0e-4b8e-9f1d-6a2b7c9d1004";
    private static readonly string Shots = Path.Combine(MatoiProcess.Root, "artifacts", "screenshots");

    [Fact]
    public async Task From_the_list_of_rules_to_one_that_runs()
    {
        var ct = TestContext.Current.CancellationToken;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var matoi = await MatoiProcess.StartDemoAsync(ct);
        await using var context = await EnglishAsync(browser, matoi);
        var page = await context.NewPageAsync();
        var complaints = Complaints(page);
        await page.GotoAsync(matoi.SignInLink);
        await page.GotoAsync("/rules");

        var row = page.Locator(".m-rules tbody tr").Filter(new() { Has = page.Locator($"a[href='/rules/{Rule}']") });
        var toggle = row.GetByRole(AriaRole.Switch);
        await SwitchedAsync(page, toggle, row.Locator(".m-rulehealth"));
        await ShootAsync(page, "rules-en-dark");

        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator(".m-query pre")).ToContainTextAsync("GCPAuditLogs", new() { Timeout = Patience });
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Switch on" })).ToBeVisibleAsync();
        await Expect(page.Locator(".m-head .m-rulehealth")).ToHaveTextAsync("Off");

        await page.GetByRole(AriaRole.Link, new() { Name = "Back-test" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        await Expect(page.Locator(".m-verdict")).ToHaveTextAsync(FoundSomething(), new() { Timeout = Patience });
        await Expect(page.Locator(".m-backtest tbody tr").First).ToBeVisibleAsync();
        await ShootAsync(page, "rule-backtest-en-dark");

        await page.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Runs", Exact = true }).ClickAsync();
        await Expect(page.Locator(".m-rule tbody tr").Filter(new() { HasText = "By hand" })).ToHaveCountAsync(1, new() { Timeout = Patience });
        await ShootAsync(page, "rule-runs-en-dark");
        await JapaneseLightAsync(browser, context, matoi);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task From_a_query_to_a_saved_hunt_an_incident_and_a_rule_file()
    {
        var ct = TestContext.Current.CancellationToken;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var matoi = await MatoiProcess.StartDemoAsync(ct);
        await using var context = await EnglishAsync(browser, matoi);
        var page = await context.NewPageAsync();
        var complaints = Complaints(page);
        await page.GotoAsync(matoi.SignInLink);
        await page.GotoAsync($"/hunting?range=all&q={Uri.EscapeDataString("AWSCloudTrail | project TimeGenerated, EventName | take 7")}");
        await Expect(page.Locator(".m-resultline b")).ToHaveTextAsync("7", new() { Timeout = Patience });

        var shelf = page.Locator(".m-shelf details");
        await shelf.Filter(new() { HasText = "Saved" }).Locator("summary").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Seven events");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this query" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Seven events", Exact = true })).ToBeVisibleAsync();
        await ShootAsync(page, "hunting-saved-en-dark");
        await shelf.Filter(new() { HasText = "Saved" }).Locator("summary").ClickAsync();

        await shelf.Filter(new() { HasText = "To incident" }).Locator("summary").ClickAsync();
        await page.GetByLabel("Incident number").FillAsync("1");
        await page.GetByLabel("What it shows").FillAsync("Seven events are enough");
        await page.GetByRole(AriaRole.Button, new() { Name = "Note in the timeline" }).ClickAsync();
        await Expect(page.GetByText("7 rows noted in incident 1")).ToBeVisibleAsync(new() { Timeout = Patience });
        await shelf.Filter(new() { HasText = "To incident" }).Locator("summary").ClickAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "As rule file" }).ClickAsync());
        var file = await File.ReadAllTextAsync(await download.PathAsync(), ct);
        Assert.Equal("rule.yaml", download.SuggestedFilename);
        Assert.Empty(Matoi.Detect.Rules.Reading.RuleFile.Read("rule.yaml", file).SelectMany(r => r.Errors).Select(p => p.Message));

        await page.GotoAsync("/hunting");
        await shelf.Filter(new() { HasText = "History" }).Locator("summary").ClickAsync();
        await page.Locator(".m-shelfpanel .m-link").Filter(new() { HasText = "take 7" }).First.ClickAsync();
        await Expect(page.Locator(".m-editor .view-lines")).ToContainTextAsync("take 7", new() { Timeout = Patience });
        await page.GotoAsync("/incidents/1?tab=timeline");
        await Expect(page.Locator(".m-entries")).ToContainTextAsync("Seven events are enough", new() { Timeout = Patience });
        Assert.Empty(complaints);
    }

    private static async Task SwitchedAsync(IPage page, ILocator toggle, ILocator health)
    {
        await Expect(toggle).ToHaveAttributeAsync("aria-checked", "false", new() { Timeout = Patience });
        await Expect(health).ToHaveTextAsync("Off");

        // The page answers once its live connection stands.
        await page.WaitForFunctionAsync("() => window.Blazor !== undefined");
        await toggle.ClickAsync();
        await Expect(toggle).ToHaveAttributeAsync("aria-checked", "true", new() { Timeout = Patience });
        await Expect(health).Not.ToHaveTextAsync("Off");
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
            await page.GotoAsync("/rules");
            await Expect(page.Locator(".m-rules tbody tr .m-switch").First).ToBeVisibleAsync(new() { Timeout = Patience });
            await ShootAsync(page, $"rules-ja-light{suffix}");
            await FitsAsync(page, width);
            foreach (var tab in new[] { "rule", "runs", "backtest" })
            {
                await page.GotoAsync($"/rules/{Rule}?tab={tab}");
                await Expect(page.Locator(".m-tabs .on")).ToBeVisibleAsync();
                await ShootAsync(page, $"rule-{tab}-ja-light{suffix}");
                await FitsAsync(page, width);
            }
        }
    }

    // No page is wider than its window: only parts of it scroll sideways.
    private static async Task FitsAsync(IPage page, int width) => Assert.Equal((page.Url, width), (page.Url, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")));

    private static Task<IBrowserContext> EnglishAsync(IBrowser browser, MatoiProcess matoi)
        => browser.NewContextAsync(new() { BaseURL = matoi.Address, Locale = "en-US", ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 1280, Height = 800 } });

    private static List<string> Complaints(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" ? [message.Text] : []);
        page.PageError += (_, error) => complaints.Add(error);
        return complaints;
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        // For the eye only: the picture is taken once the live page has replaced the first paint.
        await page.WaitForTimeoutAsync(1200);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    [GeneratedRegex(@"Would have made [1-9]\d* alerts, [1-9]\d* incidents")]
    private static partial Regex FoundSomething();
}
