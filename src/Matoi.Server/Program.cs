using System.Reflection;
using Matoi.Detect;
using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Intake;
using Matoi.Investigate;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Server.Portal;
using Matoi.Storage;
using Matoi.Storage.Lake;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

string Arg(string name, string fallback) => Array.IndexOf(args, name) is >= 0 and var i ? args[i + 1] : fallback;
var folder = DataFolder.At(Arg("--data", "/tmp/portal-data"));
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseKestrelHttpsConfiguration();
builder.WebHost.UseUrls(Arg("--urls", "http://127.0.0.1:5300"));
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var services = builder.Services;
services.AddSingleton(folder).AddSingleton(TimeProvider.System).AddSingleton<LiveFeed>().AddSingleton<Correlator>();
services.AddDbContextFactory<MatoiDb>(o => o.UseSqlite($"Data Source={folder.StateFile}"));
services.AddSingleton(DuckLake.Open(new() { Folder = folder.Lake }));
services.AddSingleton(SourceCatalogue.Load([Assembly.Load("Matoi.Clouds")]));
services.AddInvestigate().AddSingleton<ListAlerts>().AddSingleton<ShowAlert>().AddSingleton<ListSources>().AddSingleton<ListRejected>();
services.AddSecurity(folder).AddPortal();
var app = builder.Build();
var factory = app.Services.GetRequiredService<IDbContextFactory<MatoiDb>>();
await using (var db = await factory.CreateDbContextAsync())
{
    await db.Database.MigrateAsync();
    await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
}

await Seed.RunAsync(app.Services, int.Parse(Arg("--many", "0")));
app.MapSecurity();
app.MapPortal();
app.MapGet("/seed", async () => { await Seed.OneMoreAsync(app.Services); return "ok"; }).AllowAnonymous();
app.MapGet("/token-test", (HttpContext http) => http.User.Identity?.Name).RequireAuthorization(SecurityRoom.Ingest);
app.MapGet("/token-full", (HttpContext http) => http.User.Identity?.Name).RequireAuthorization(SecurityRoom.Full);
await app.Services.GetRequiredService<Users>().EnsureAdministratorAsync();
var code = await app.Services.GetRequiredService<SignInLinks>().CreateAsync("admin", TimeSpan.FromHours(1));
await app.StartAsync();
Console.WriteLine($"Sign in: {app.Urls.First()}/signin?code={code}");
Console.WriteLine("Token: " + await app.Services.GetRequiredService<ApiTokens>().CreateAsync("t", TokenScope.Ingest));
await app.WaitForShutdownAsync();

internal static class Seed
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static async Task RunAsync(IServiceProvider s, int many)
    {
        var factory = s.GetRequiredService<IDbContextFactory<MatoiDb>>();
        await using var db = await factory.CreateDbContextAsync();
        if (await db.Alerts.AnyAsync()) return;
        Entity A(string m, Cloud c) => Entity.AccountByMail(m, c)!;
        Entity I(string ip) => Entity.Ip(ip)!;
        var kondo = A("m.kondo@example.com", Cloud.Azure);
        var role = Entity.AccountIn(Cloud.Aws, "111122223333", "role/deploy-prod")!;
        var host = Entity.HostIn(Cloud.Aws, "i-0f3a9c21b7d4e8a10")!;
        var bucket = Entity.Resource(Cloud.Aws, "arn:aws:s3:::acme-customer-exports")!;
        var sa = A("ci-runner@acme-prod.iam.gserviceaccount.com", Cloud.Google);
        await Add(db, s, "aws.guardduty", "Amazon GuardDuty", "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS", "Credentials of instance role deploy-prod used from an address outside AWS", Severity.High, Cloud.Aws, "111122223333", "ap-northeast-1", ["TA0006"], ["T1552.005"], 180, 9, 85, role, host, I("198.51.100.23"));
        await Add(db, s, "aws.guardduty", "Amazon GuardDuty", "Discovery:S3/MaliciousIPCaller.Custom", "S3 buckets listed from a known malicious address", Severity.Medium, Cloud.Aws, "111122223333", "ap-northeast-1", ["TA0007"], ["T1619"], 168, 14, 70, role, I("198.51.100.23"), bucket);
        await Add(db, s, "aws.guardduty", "Amazon GuardDuty", "Exfiltration:S3/AnomalousBehavior", "Unusual volume of objects read from acme-customer-exports", Severity.Critical, Cloud.Aws, "111122223333", "ap-northeast-1", ["TA0010"], ["T1530"], 121, 1, 92, role, bucket, I("198.51.100.23"));
        await Add(db, s, "aws.securityhub", "AWS Security Hub", "Software and Configuration Checks", "CloudTrail logging stopped in 111122223333 by deploy-prod", Severity.High, Cloud.Aws, "111122223333", "us-east-1", ["TA0005"], ["T1562.008"], 117, 1, null, role);
        await Add(db, s, "azure.entra", "Microsoft Entra ID Protection", "anomalousToken", "Anomalous token for m.kondo@example.com from 198.51.100.23", Severity.High, Cloud.Azure, "7f0c2f3e-8d1f-4f61-9f4d-2b7f4d6f0a11", "japaneast", ["TA0001"], ["T1078.004"], 205, 3, 78, kondo, I("198.51.100.23"));
        await Add(db, s, "azure.defender", "Microsoft Defender for Cloud", "ARM_AnomalousRBACRoleAssignment", "Owner role assigned to m.kondo@example.com outside change hours", Severity.High, Cloud.Azure, "7f0c2f3e-8d1f-4f61-9f4d-2b7f4d6f0a11", "japaneast", ["TA0003", "TA0004"], ["T1098.003"], 95, 1, null, kondo);
        await Add(db, s, "google.scc", "Security Command Center", "Persistence: Service Account Key Created", "New key created for ci-runner by an unusual caller", Severity.Medium, Cloud.Google, "acme-prod", "asia-northeast1", ["TA0003"], ["T1098.001"], 300, 2, 60, sa, I("203.0.113.77"));
        await Add(db, s, "google.scc", "Security Command Center", "Execution: Cryptocurrency Mining Hash Match", "Mining software on gke-prod-pool-2f91", Severity.High, Cloud.Google, "acme-prod", "asia-northeast1", ["TA0002", "TA0040"], ["T1496"], 260, 44, 90, sa, Entity.HostIn(Cloud.Google, "projects/acme-prod/zones/asia-northeast1-b/instances/gke-prod-pool-2f91")!);
        await Add(db, s, "azure.defender", "Microsoft Defender for Cloud", "VM_SuspiciousPowerShell", "Encoded PowerShell on vm-billing-03", Severity.Medium, Cloud.Azure, "7f0c2f3e-8d1f-4f61-9f4d-2b7f4d6f0a11", "japaneast", ["TA0002"], ["T1059.001"], 40, 1, null, Entity.HostIn(Cloud.Azure, "/subscriptions/x/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm-billing-03")!);
        await Add(db, s, "aws.guardduty", "Amazon GuardDuty", "Recon:EC2/Portscan", "Port scan from i-07bb1c2d3e4f5a6b7", Severity.Low, Cloud.Aws, "444455556666", "eu-west-1", ["TA0007"], ["T1046"], 610, 3, null, Entity.HostIn(Cloud.Aws, "i-07bb1c2d3e4f5a6b7")!);
        await Add(db, s, "aws.macie", "Amazon Macie", "SensitiveData:S3Object/Personal", "Personal data in a public bucket acme-marketing-drop", Severity.High, Cloud.Aws, "444455556666", "eu-west-1", ["TA0009"], [], 1500, 1, null, Entity.Resource(Cloud.Aws, "arn:aws:s3:::acme-marketing-drop")!);
        await Add(db, s, "azure.entra", "Microsoft Entra ID Protection", "unfamiliarFeatures", "Unfamiliar sign-in for s.tanaka@example.com from 192.0.2.140", Severity.Low, Cloud.Azure, "7f0c2f3e-8d1f-4f61-9f4d-2b7f4d6f0a11", "", ["TA0001"], ["T1078"], 2900, 1, 35, A("s.tanaka@example.com", Cloud.Azure), I("192.0.2.140"));
        await Add(db, s, "google.scc", "Security Command Center", "Exfiltration: BigQuery Data Extraction", "BigQuery table billing.invoices exported to an outside project", Severity.Medium, Cloud.Google, "acme-analytics", "us", ["TA0010"], ["T1567.002"], 4000, 1, 55, A("j.lee@example.com", Cloud.Google));
        await db.SaveChangesAsync();
        await s.GetRequiredService<Correlator>().DrainAsync(default);
        foreach (var (id, h, rej) in new[] { ("aws.cloudtrail", 0, 0L), ("aws.guardduty", 1, 3L) })
        {
            var r = new Random(id.Length + h);
            db.SourceHealth.Add(new() { Source = id, LastEvent = Now.AddMinutes(-2), LastReceived = Now.AddMinutes(-1).AddHours(-h * 30), Read = 48210, Stored = 48190, Rejected = rej, Hours = [.. Enumerable.Range(0, 24).Select(i => (long)r.Next(400, 2600))] });
        }
        db.Rejected.Add(new() { Id = Guid.NewGuid(), Source = "", Input = "/var/spool/matoi/drop/export-17.json.gz", Offset = 18234, Code = "record-not-json", Message = "the record is no JSON: line 1, column 312 ends inside a string; send it again whole", Length = 2048, ReceivedTime = Now.AddHours(-2) });
        await db.SaveChangesAsync();
        var lead = await db.Incidents.OrderBy(i => i.Priority).Skip(1).FirstAsync();
        await s.GetRequiredService<Matoi.Investigate.Incidents.AssignIncident>().HandleAsync(lead.Number, new("h.sato"), "h.sato", default);
        var rnd = new Random(1);
        for (var n = 0; n < many; n++)
        {
            var i = new Incident { Number = 1000 + n, Title = $"Suspicious sign-in of user{n}@example.com from 203.0.113.{n % 255}", Severity = (Severity)rnd.Next(1, 5), Priority = rnd.Next(5, 60), FirstSeen = Now.AddMinutes(-n), LastSeen = Now.AddMinutes(-n / 2), CreatedTime = Now, ModifiedTime = Now, AlertCount = 1, Tactics = ["TA0001"], Clouds = [(Cloud)rnd.Next(1, 4)], Products = ["Test"], Owner = n % 3 == 0 ? "h.sato" : null, TopEntities = [new(EntityType.Account, $"account:user{n}@example.com", $"user{n}@example.com", 1)], PriorityReasons = [new("severity", 28, "Medium")] };
            db.Incidents.Add(i);
            if (n % 5000 == 4999) { await db.SaveChangesAsync(); db.ChangeTracker.Clear(); }
        }
        await db.SaveChangesAsync();
    }

    public static async Task OneMoreAsync(IServiceProvider s)
    {
        await using var db = await s.GetRequiredService<IDbContextFactory<MatoiDb>>().CreateDbContextAsync();
        var n = Random.Shared.Next(100000);
        await Add(db, s, "aws.guardduty", "Amazon GuardDuty", "CryptoCurrency:EC2/BitcoinTool.B", $"Bitcoin traffic from i-{n:x16}", Severity.High, Cloud.Aws, "444455556666", "eu-west-1", ["TA0040"], [], 1, 1, null, Entity.HostIn(Cloud.Aws, $"i-{n:x16}")!);
        await db.SaveChangesAsync();
        await s.GetRequiredService<Correlator>().DrainAsync(default);
    }

    private static Task Add(MatoiDb db, IServiceProvider s, string source, string product, string type, string title, Severity severity, Cloud cloud, string account, string region, string[] tactics, string[] techniques, int minutesAgo, int count, int? confidence, params Entity[] entities)
    {
        var claim = new Matoi.Model.Alerts.Alert { Source = source, SourceRef = $"{source}/{Guid.NewGuid():N}", Title = title, Product = product, AlertType = type, Severity = severity, Cloud = cloud, CloudAccount = account, Region = region, Tactics = tactics, Techniques = techniques, FirstSeen = Now.AddMinutes(-minutesAgo), LastSeen = Now.AddMinutes(-minutesAgo + Math.Min(count, 20)), Count = count, Confidence = confidence, Entities = entities, Link = "https://console.example/finding", Description = "The provider observed behaviour that differs from the baseline of the last 14 days. Check whether the change was planned before acting on it." };
        var (alert, happened) = UpsertAlert.Decide(null, new(claim, (UInt128)Random.Shared.NextInt64()), true, Now);
        db.Alerts.Add(alert);
        db.Outbox.Add(happened!);
        return Task.CompletedTask;
    }
}
