using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Matoi.EndToEnd;

/// <summary>A person switches the program's own Sigma rules off and on, follows a hit to its alert and back, tests a rule on what is stored, and mutes it.</summary>
public sealed partial class StreamRulesTests
{
    private const float Patience = 60_000;
    private const string Rule = "e6c14c5b-9f29-4072-9a32-84c254aeffc0";
    private const string List = "/rules?kind=stream";
    private static readonly string Shots = Path.Combine(MatoiProcess.Root, "artifacts", "screenshots");

    [Fact]
    public async Task From_the_pack_switched_off_and_on_to_a_rule_muted()
    {
        var ct = TestContext.Current.CancellationToken;
        Axe.Require();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var matoi = await MatoiProcess.StartDemoAsync(ct);
        await using var context = await browser.NewContextAsync(new() { BaseURL = matoi.Address, Locale = "en-US", ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" ? [message.Text] : []);
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(matoi.SignInLink);
        await page.GotoAsync("/rules");
        await page.GetByRole(AriaRole.Link, new() { Name = "Stream (Sigma)" }).ClickAsync();
        await Expect(page.Locator(".m-pack")).ToContainTextAsync("are switched on", new() { Timeout = Patience });
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await Expect(page.Locator(".m-pack")).ToContainTextAsync("none of them is matched yet", new() { Timeout = Patience });
        await ShootAsync(page, "stream-rules-draft-en-dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to Live" }).ClickAsync();
        await Expect(page.Locator(".m-pack")).ToContainTextAsync("are switched on", new() { Timeout = Patience });

        // Beside what the demo has brought, which was matched too.
        await matoi.IngestAsync("samples/05-s3-ransomware/1-cloudtrail.json", ct);
        await page.GotoAsync($"{List}&show=live&q=cloudtrail");
        await Expect(Row(page).Locator("b")).ToHaveTextAsync("2", new() { Timeout = Patience });
        await ShootAsync(page, "stream-rules-en-dark");
        await page.GotoAsync($"{List}&q={Uri.EscapeDataString("T1562.008 aws/cloudtrail")}");
        await Row(page).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator(".m-query pre")).ToContainTextAsync("StopLogging", new() { Timeout = Patience });
        await Expect(page.Locator(".m-head .m-mode")).ToHaveTextAsync("Live");
        await ShootAsync(page, "stream-rule-en-dark");

        await page.GetByRole(AriaRole.Link, new() { Name = "Alerts", Exact = true }).ClickAsync();
        await page.Locator(".m-rulealerts").GetByRole(AriaRole.Link, new() { Name = "Open" }).First.ClickAsync();
        await page.Locator(".m-record header").GetByRole(AriaRole.Link, new() { Name = "CloudTrail logging was stopped" }).ClickAsync();
        await BackTestAsync(page);

        await page.GetByText("Mute…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = SevenDays() }).ClickAsync();
        await Expect(page.Locator(".m-head .m-mode")).ToHaveTextAsync("Muted", new() { Timeout = Patience });
        await Expect(page.Locator(".m-head .m-mode + small")).ToHaveTextAsync(Until());
        await page.GotoAsync($"{List}&show=muted");
        await Expect(page.Locator(".m-streamrules tbody tr:has(td)")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(Row(page)).ToContainTextAsync("until");

        await page.GotoAsync("/stream-rules/no-such-rule");
        await Expect(page.Locator("h1")).ToHaveTextAsync("There is no such rule", new() { Timeout = Patience });
        Assert.Empty(complaints);
        await EveryoneAsync(browser, await context.StorageStateAsync(), matoi);
    }

    private static ILocator Row(IPage page) => page.Locator(".m-streamrules tbody tr").Filter(new() { Has = page.Locator($"a[href='/stream-rules/{Rule}']") });

    private static async Task BackTestAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Back-test" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "30 d" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();

        // The demo's own and the one that has just arrived.
        await Expect(page.Locator(".m-verdict")).ToHaveTextAsync("Would have made 2 alerts, 2 incidents", new() { Timeout = Patience });
        await Expect(page.Locator(".m-streamtest tbody tr").First).ToContainTextAsync("backup-admin");
        await ShootAsync(page, "stream-rule-backtest-en-dark");
    }

    private static async Task EveryoneAsync(IBrowser browser, string session, MatoiProcess matoi)
    {
        var barriers = new List<string>();
        foreach (var (locale, scheme, width) in new[] { ("en-US", ColorScheme.Dark, 1280), ("ja-JP", ColorScheme.Light, 1280), ("ja-JP", ColorScheme.Light, 390) })
        {
            await using var context = await browser.NewContextAsync(new()
            {
                BaseURL = matoi.Address, Locale = locale, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 800 }, StorageState = session,
            });
            var page = await context.NewPageAsync();
            foreach (var (name, address, ready) in new[]
            {
                ("scheduled-rules", "/rules", ".m-rules .m-switch"), ("stream-rules", List, ".m-pack button"), ("stream-rule", $"/stream-rules/{Rule}", ".m-query pre"), ("stream-rule-alerts", $"/stream-rules/{Rule}?tab=alerts", ".m-rulealerts"),
                ("stream-rule-backtest", $"/stream-rules/{Rule}?tab=backtest", ".m-streamtest form"),
            })
            {
                await page.GotoAsync(address);
                await Expect(page.Locator(ready).First).ToBeVisibleAsync(new() { Timeout = Patience });
                await page.WaitForFunctionAsync("() => document.title !== ''");
                await ShootAsync(page, $"{name}-{locale[..2]}-{scheme}-{width}".ToLowerInvariant());
                barriers.AddRange(await Axe.ViolationsAsync(page, $"{name}, {scheme}, {width}"));

                // No page is wider than its window: only parts of it scroll sideways.
                Assert.Equal((page.Url, width), (page.Url, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")));
            }
        }

        Assert.True(barriers.Count == 0, string.Join('\n', barriers));
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        // For the eye only: the picture is taken once the live page has replaced the first paint.
        await page.WaitForTimeoutAsync(1200);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    [GeneratedRegex(@"^7 d\s*until")]
    private static partial Regex SevenDays();

    [GeneratedRegex(@"^until \d\d-\d\d \d\d:\d\d$")]
    private static partial Regex Until();
}
