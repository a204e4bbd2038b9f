using System.Globalization;
using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Bench.Correlating;

/// <summary>What a company's detections raise on days without an attack: people behind a few gateways, build accounts, shared roles, scanners, resolvers. Each alert stands alone.</summary>
internal sealed class EverydayAlerts(Random random)
{
    private static readonly (string Rule, Severity Severity, string Tactic)[] Rules =
    [
        ("Sign-in from a new device", Severity.Low, "TA0001"), ("Console sign-in without MFA", Severity.Medium, "TA0001"), ("Impossible travel", Severity.Medium, "TA0001"), ("Failed sign-ins", Severity.Low, "TA0006"),
        ("IAM policy changed", Severity.Medium, "TA0003"), ("Access key created", Severity.Medium, "TA0003"), ("Security group changed", Severity.Low, "TA0005"), ("Role assumed from outside", Severity.Medium, "TA0004"),
        ("Secrets read", Severity.Medium, "TA0006"), ("Bucket policy changed", Severity.Medium, "TA0009"), ("Large download", Severity.High, "TA0010"), ("Port scan", Severity.Low, "TA0043"),
        ("Rare DNS name", Severity.Low, "TA0011"), ("Unusual API call", Severity.Medium, "TA0007"), ("Instance launched in a new region", Severity.High, "TA0040"), ("Discovery calls", Severity.Low, "TA0007"),
        ("Service account key created", Severity.Medium, "TA0003"), ("OAuth consent", Severity.Medium, "TA0001"), ("Mail forwarding rule", Severity.High, "TA0009"), ("Public snapshot", Severity.High, "TA0010"),
    ];

    /// <summary>Addresses that everybody in an office comes from.</summary>
    public string[] Gateways { get; } = [.. Enumerable.Range(1, 4).Select(n => $"198.51.100.{n}")];

    /// <summary>AWS accounts of the company.</summary>
    public string[] Accounts { get; } = [.. Enumerable.Range(1, 12).Select(n => (210_000_000_000 + n * 1_234_567_891L).ToString(CultureInfo.InvariantCulture))];

    /// <summary>People of the company.</summary>
    public string[] People { get; } = [.. Enumerable.Range(1, 600).Select(n => $"person{n}@corp.example")];

    /// <summary>An alert at a time.</summary>
    public AlertState Next(int number, DateTimeOffset time)
    {
        var (rule, severity, tactic) = Rules[(int)(Rules.Length * Math.Pow(random.NextDouble(), 1.5))];
        var account = Pick(Accounts);
        return new()
        {
            Source = "everyday", SourceRef = $"n{number}", Title = rule, AlertType = rule, Product = "Everyday", Severity = severity, Cloud = Cloud.Aws, CloudAccount = account, Tactics = [tactic], FirstSeen = time, LastSeen = time,
            Entities = [.. Named(account).OfType<Entity>().Select(e => new AlertEntity { Key = e.Key, Type = e.Type, Name = e.Name, Cloud = e.Cloud, Identifiers = e.Identifiers is { } known ? new(known) : [] })],
        };
    }

    private Entity?[] Named(string account) => random.Next(100) switch
    {
        < 45 => [Entity.AccountByMail(Person(), Cloud.Aws), Entity.Ip(Pick(Gateways))],
        < 55 => [Entity.AccountByMail(Person(), Cloud.Aws), Entity.Ip($"{random.Next(60, 90)}.{random.Next(255)}.{random.Next(255)}.{random.Next(255)}")],
        < 68 => [Entity.AwsPrincipal($"arn:aws:sts::{account}:assumed-role/build-runner/run-{random.Next(9)}"), Entity.Ip($"192.0.2.{random.Next(1, 4)}"), Entity.Resource(Cloud.Aws, $"arn:aws:s3:::artifacts-{random.Next(30)}")],
        < 75 => [Entity.AwsPrincipal($"arn:aws:sts::{account}:assumed-role/Operations/{Person()[..^13]}"), Entity.Ip(Pick(Gateways))],
        < 83 => [Entity.Ip($"203.0.113.{random.Next(1, 12)}"), Entity.HostIn(Cloud.Aws, $"i-{random.Next(2000):x8}")],
        < 88 => [Entity.Ip("8.8.8.8"), Entity.HostIn(Cloud.Aws, $"i-{random.Next(2000):x8}")],
        < 92 => [Entity.AwsPrincipal($"arn:aws:iam::{account}:root"), Entity.Ip(Pick(Gateways))],
        < 96 => [Entity.Resource(Cloud.Aws, $"arn:aws:s3:::data-{random.Next(400)}")],
        _ => [Entity.AwsPrincipal($"arn:aws:iam::{account}:user/deploy"), Entity.Ip($"192.0.2.{random.Next(1, 4)}")],
    };

    // Some people trip many rules, most hardly any.
    private string Person() => People[(int)(People.Length * Math.Pow(random.NextDouble(), 2))];

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
