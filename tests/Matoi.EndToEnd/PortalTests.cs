using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Matoi.EndToEnd;

/// <summary>A person with a browser: signs in once by link, takes the most urgent incident, understands it, closes it.</summary>
public sealed partial class PortalTests
{
    private const float Patience = 60_000;
    private static readonly string Shots = Path.Combine(MatoiProcess.Root, "artifacts", "screenshots");

    [Fact]
    public async Task From_the_first_link_to_a_closed_incident()
    {
        var ct = TestContext.Current.CancellationToken;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var matoi = await MatoiProcess.StartDemoAsync(ct);
        await using var english = await browser.NewContextAsync(new() { BaseURL = matoi.Address, Locale = "en-US", ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = await english.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" ? [message.Text] : []);
        page.Request += (_, request) => complaints.AddRange(new Uri(request.Url).Host is "127.0.0.1" or "" ? [] : [$"asked for {request.Url}"]);

        await page.GotoAsync(matoi.SignInLink);
        await SignedInOnceAsync(browser, matoi);
        await Expect(page.Locator(".m-row:not(.head)").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(page.Locator(".m-preview h2")).ToBeVisibleAsync(new() { Timeout = Patience });
        await ShootAsync(page, "queue-en-dark");
        await JapaneseLightAsync(browser, english, matoi);

        var number = await page.Locator(".m-preview header .m-dim").InnerTextAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(IncidentAddress());
        await Expect(page.Locator(".m-numberline")).ToHaveTextAsync(number);
        await ShootAsync(page, "incident-en-dark");

        await page.Keyboard.PressAsync("2");
        await Expect(page).ToHaveURLAsync(AlertsAddress());
        await Expect(page.Locator(".m-joined").First).ToContainTextAsync("Why here:");
        await Expect(page.Locator(".m-joined").Filter(new() { HasTextRegex = Why() }).First).ToBeVisibleAsync();
        await ShootAsync(page, "alerts-en-dark");

        await page.GetByRole(AriaRole.Button, new() { Name = "Assign to me" }).ClickAsync();
        await Expect(page.Locator(".m-head .m-owner")).ToContainTextAsync("admin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close incident" }).ClickAsync();
        await Expect(page.GetByText("Say what was found.")).ToBeVisibleAsync();
        await ShootAsync(page, "close-en-dark");
        await page.GetByText("True positive").ClickAsync();
        await page.Locator(".m-close textarea").FillAsync("Credentials were used from outside; keys revoked.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close incident" }).ClickAsync();
        await Expect(page.Locator(".m-head .m-status")).ToHaveTextAsync("Closed");

        await page.Keyboard.PressAsync("4");
        await Expect(page.Locator(".m-intact")).ToContainTextAsync("Chain intact");
        await Expect(page.Locator(".m-entries")).ToContainTextAsync("keys revoked");
        await ShootAsync(page, "timeline-en-dark");
        Assert.Empty(complaints);
    }

    private static async Task SignedInOnceAsync(IBrowser browser, MatoiProcess matoi)
    {
        await using var stranger = await browser.NewContextAsync(new() { Locale = "en-US" });
        var page = await stranger.NewPageAsync();
        await page.GotoAsync(matoi.SignInLink);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This link has been used");
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
            await page.GotoAsync("/");
            await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ja");
            await Expect(page.Locator("nav .active")).ToHaveTextAsync("インシデント");
            await Expect(page.Locator(".m-row:not(.head) .m-title").First).ToBeVisibleAsync(new() { Timeout = Patience });
            await ShootAsync(page, $"queue-ja-light{suffix}");
            await page.Locator(".m-row:not(.head) .m-title").First.ClickAsync();
            await Expect(page.Locator(".m-overview h2").First).ToHaveTextAsync("何が起きたか");
            await ShootAsync(page, $"incident-ja-light{suffix}");
            await page.GotoAsync("/sources");
            await Expect(page.Locator("h1")).ToHaveTextAsync("ソースと受信状況");
            await ShootAsync(page, $"sources-ja-light{suffix}");
        }
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        // For the eye only: the picture is taken once the live page has replaced the first paint.
        await page.WaitForTimeoutAsync(1200);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    [GeneratedRegex(@"/incidents/\d+$")]
    private static partial Regex IncidentAddress();

    [GeneratedRegex(@"tab=alerts")]
    private static partial Regex AlertsAddress();

    [GeneratedRegex(@"Shares .+ with this incident|It opened this incident")]
    private static partial Regex Why();
}
