using System.Text.RegularExpressions;

namespace Matoi.Kql.Functions.Parsing;

/// <summary>Expressions for user agents: the first that matches counts; its groups are versions, unless the rule gives them.</summary>
internal static class UserAgentRules
{
    // Special browsers before the common engines that they also name.
    private static readonly Rule[] Browsers =
    [
        new(@"(Googlebot|bingbot|YandexBot|Baiduspider|AhrefsBot|SemrushBot|DuckDuckBot|facebookexternalhit|Twitterbot|Applebot|AdsBot-Google|Slackbot)(?:/(\d+)(?:\.(\d+))?(?:\.(\d+))?)?"),
        new(@"AdobeAIR/(\d+)\.(\d+)(?:\.(\d+))?", "AdobeAIR"),
        new(@"(?:Edge?|EdgA|EdgiOS)/(\d+)\.(\d+)(?:\.(\d+))?", "Edge"),
        new(@"(?:OPR|OPiOS)/(\d+)\.(\d+)(?:\.(\d+))?", "Opera"),
        new(@"Opera/.+Version/(\d+)\.(\d+)", "Opera"),
        new(@"Opera/(\d+)\.(\d+)", "Opera"),
        new(@"SamsungBrowser/(\d+)\.(\d+)(?:\.(\d+))?", "Samsung Internet"),
        new(@"Vivaldi/(\d+)\.(\d+)(?:\.(\d+))?", "Vivaldi"),
        new(@"YaBrowser/(\d+)\.(\d+)(?:\.(\d+))?", "Yandex Browser"),
        new(@"Electron/(\d+)\.(\d+)(?:\.(\d+))?", "Electron"),
        new(@"CriOS/(\d+)\.(\d+)(?:\.(\d+))?", "Chrome Mobile iOS"),
        new(@"FxiOS/(\d+)\.(\d+)(?:\.(\d+))?", "Firefox iOS"),
        new(@"Fennec/(\d+)\.(\d+)", "Firefox Mobile"),
        new(@"(?:Mobile|Tablet);.*Firefox/(\d+)\.(\d+)", "Firefox Mobile"),
        new(@"HeadlessChrome(?:/(\d+)\.(\d+)(?:\.(\d+))?)?", "HeadlessChrome"),
        new(@"; wv\).+Chrome/(\d+)\.(\d+)(?:\.(\d+))?", "Chrome Mobile WebView"),
        new(@"Chrome/(\d+)\.(\d+)(?:\.(\d+))?.* Mobile", "Chrome Mobile"),
        new(@"Chromium/(\d+)\.(\d+)(?:\.(\d+))?", "Chromium"),
        new(@"Chrome/(\d+)\.(\d+)(?:\.(\d+))?", "Chrome"),
        new(@"(Firefox|Thunderbird|SeaMonkey|PaleMoon)/(\d+)\.(\d+)(?:\.(\d+))?"),
        new(@"MSIE (\d+)\.(\d+)", "IE"),
        new(@"Trident/7.*rv:(\d+)\.(\d+)", "IE"),
        new(@"Series60/(\d+)\.(\d+)", "Nokia OSS Browser"),
        new(@"Android.+Version/(\d+)\.(\d+).+Safari", "Android"),
        new(@"Version/(\d+)\.(\d+)(?:\.(\d+))?.* Mobile.*Safari/", "Mobile Safari"),
        new(@"(?:iPhone|iPad|iPod).*Mobile/", "Mobile Safari UI/WKWebView"),
        new(@"Version/(\d+)\.(\d+)(?:\.(\d+))?.* Safari/", "Safari"),
        new(@"WindowsPowerShell/(\d+)\.(\d+)(?:\.(\d+))?", "PowerShell"),
        new(@"(curl|Wget|Boto|Boto3|aws-cli|okhttp|axios|Java|Ruby|Python|Outlook|Teams)[/ -](\d+)\.(\d+)(?:\.(\d+))?"),
        new(@"python-requests/(\d+)\.(\d+)(?:\.(\d+))?", "Python Requests"),
        new(@"Python-urllib/(\d+)\.(\d+)", "Python-urllib"),
        new(@"Go-http-client/(\d+)\.(\d+)", "Go-http-client"),
        new(@"Apache-HttpClient/(\d+)\.(\d+)(?:\.(\d+))?", "Apache-HttpClient"),
        new(@"PostmanRuntime/(\d+)\.(\d+)(?:\.(\d+))?", "PostmanRuntime"),
    ];

    private static readonly Rule[] Systems =
    [
        new(@"Windows NT 10\.0", "Windows", "10"),
        new(@"Windows NT 6\.3", "Windows", "8", "1"),
        new(@"Windows NT 6\.2", "Windows", "8"),
        new(@"Windows NT 6\.1", "Windows", "7"),
        new(@"Windows NT 6\.0", "Windows", "Vista"),
        new(@"Windows NT 5\.[12]", "Windows", "XP"),
        new(@"Windows NT 5\.0", "Windows", "2000"),
        new(@"Windows Phone(?: OS)? (\d+)\.(\d+)", "Windows Phone"),
        new(@"Windows", "Windows"),
        new(@"SymbianOS/(\d+)\.(\d+)", "Symbian OS"),
        new(@"CPU (?:iPhone )?OS (\d+)_(\d+)(?:_(\d+))?", "iOS"),
        new(@"(?:iPhone|iPad|iPod)", "iOS"),
        new(@"Mac OS X (\d+)[_.](\d+)(?:[_.](\d+))?", "Mac OS X"),
        new(@"Mac OS X|Macintosh", "Mac OS X"),
        new(@"Android (\d+)(?:\.(\d+))?(?:\.(\d+))?", "Android"),
        new(@"Android", "Android"),
        new(@"CrOS [^ ]+ (\d+)\.(\d+)(?:\.(\d+))?", "Chrome OS"),
        new(@"(Ubuntu|Fedora|Red Hat|Debian|CentOS|FreeBSD|OpenBSD|Tizen|KaiOS)(?:[/ ](\d+)(?:\.(\d+))?(?:\.(\d+))?)?"),
        new(@"Linux(?:/(\d+)\.(\d+)(?:\.(\d+))?)?", "Linux"),
    ];

    private static readonly Rule[] Devices =
    [
        new(@"(?i:bot\b|bot/|spider|crawl|facebookexternalhit)", "Spider", "Spider", "Desktop"),
        new(@"iPhone", "iPhone", "Apple", "iPhone"),
        new(@"iPad", "iPad", "Apple", "iPad"),
        new(@"iPod", "iPod", "Apple", "iPod"),
        new(@"Macintosh", "Mac", "Apple", "Mac"),
        new(@"Android[^;)]*;(?: [a-z]{2}[-_][A-Za-z]{2};)? *(SM-[^;/)]+?|GT-[^;/)]+?|SAMSUNG [^;/)]+?)(?: Build/[^)]*)?[;)]", "Samsung $1", "Samsung", "$1"),
        new(@"Android[^;)]*;(?: [a-z]{2}[-_][A-Za-z]{2};)? *(Pixel[^;/)]*?|Nexus[^;/)]*?)(?: Build/[^)]*)?[;)]", "$1", "Google", "$1"),
        new(@"Android[^;)]*;(?: [a-z]{2}[-_][A-Za-z]{2};)? *((?!wv|rv:|K\b|Mobile|Tablet)[^;/)]+?)(?: Build/[^)]*)?[;)]", "$1", "Generic_Android", "$1"),
        new(@"Nokia ?([A-Z0-9]+(?:-\d+)?)", "Nokia $1", "Nokia", "$1"),
        new(@"Android|Mobile", "Generic Smartphone", "Generic", "Smartphone"),
    ];

    /// <summary>Family, major, minor and patch version.</summary>
    public static string[] Browser(string agent) => First(Browsers, agent);

    /// <summary>Family and up to four parts of the version.</summary>
    public static string[] System(string agent) => First(Systems, agent);

    /// <summary>Family, brand and model.</summary>
    public static string[] Device(string agent)
    {
        var device = First(Devices, agent);

        // Nokia names its models without what the series adds: N81-3 is a Nokia N81.
        return device is ["Nokia", ..] || device[0].StartsWith("Nokia ", StringComparison.Ordinal) ? [device[0].Split('-')[0], .. device[1..]] : device;
    }

    private static string[] First(Rule[] rules, string agent) => rules.Select(r => r.Read(agent)).FirstOrDefault(r => r is not null) ?? ["Other"];

    /// <summary>An expression and what it gives; without values its groups, with a family that family and then the groups.</summary>
    private sealed class Rule(string pattern, params string[] values)
    {
        private readonly Lazy<Regex> _regex = new(() => new(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromSeconds(1)));

        public string[]? Read(string agent)
        {
            var match = _regex.Value.Match(agent);
            return !match.Success ? null
                : values.Length > 1 ? [.. values.Select(v => v.Replace("$1", match.Groups[1].Value.Trim(), StringComparison.Ordinal))]
                : [.. values, .. match.Groups.Values.Skip(1).Select(g => g.Value)];
        }
    }
}
