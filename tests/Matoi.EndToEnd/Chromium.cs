using Microsoft.Playwright;
using Xunit;

namespace Matoi.EndToEnd;

/// <summary>Debian's Chromium, driven headless. Where it is missing the test is skipped by name, in CI it fails.</summary>
internal static class Chromium
{
    private const string Path = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        if (!File.Exists(Path))
        {
            var message = $"Chromium is missing at {Path}; install it with: apt-get install -y --no-install-recommends chromium";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Fail(message);
        }

        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Headless = true, Args = Flags });
    }
}
