using Matoi.Detect;
using Matoi.Detect.Intake;
using Matoi.Detect.Streaming;
using Matoi.Investigate;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Server;
using Matoi.Server.Demo;
using Matoi.Storage;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Matoi.Integration;

/// <summary>What the demo shows: one incident per story, nothing of everyday work in them.</summary>
public sealed class DemoStoriesTests(DemoStoriesTests.Loaded demo) : IClassFixture<DemoStoriesTests.Loaded>
{
    private const string OfficeGateway = "ip:203.0.113.10";
    private readonly IntakeReport _report = demo.Report;
    private readonly List<Incident> _incidents = demo.Incidents;

    [Fact]
    public void Every_sample_record_is_read()
    {
        Assert.Equal(0, _report.Rejected);
        Assert.Equal(0, _report.NotLogs);
        Assert.InRange(_report.BySource.Count, 18, 40);
    }

    [Fact]
    public async Task Each_story_is_one_incident()
    {
        (string Key, int Alerts, Severity Severity, Cloud[] Clouds)[] stories =
        [
            ("account:aws:111122223333:user/ci-deploy", 5, Severity.High, [Cloud.Aws]),
            ("account:naoko.takahashi@example.com", 4, Severity.High, [Cloud.Azure]),
            ("account:etl-loader@example-analytics.iam.gserviceaccount.com", 4, Severity.High, [Cloud.Google]),
            ("account:ken.sato@example.com", 7, Severity.Critical, [Cloud.Azure, Cloud.Aws, Cloud.Google]),
            ("account:aws:444455556666:user/backup-admin", 5, Severity.High, [Cloud.Aws]),
            ("host:azure:/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourcegroups/shop-rg/providers/microsoft.compute/virtualmachines/vm-web-01", 4, Severity.High, [Cloud.Azure]),
        ];
        await using var db = await demo.DatabaseAsync();
        for (var i = 0; i < stories.Length; i++)
        {
            var (key, alerts, severity, clouds) = stories[i];
            var named = await db.Alerts.Where(a => a.Entities.Any(e => e.Key == key)).Select(a => a.IncidentId).Distinct().ToListAsync(TestContext.Current.CancellationToken);
            var incident = Assert.Single(_incidents, incident => incident.Id == Assert.Single(named));
            var own = await db.Alerts.CountAsync(a => a.IncidentId == incident.Id && a.Source == BuildStreamAlert.Source, TestContext.Current.CancellationToken);
            Assert.Equal((i + 1, alerts, severity), (incident.Number, incident.AlertCount - own, incident.Severity));
            Assert.Equal(clouds, incident.Clouds);
        }
    }

    [Fact]
    public void The_story_of_three_clouds_comes_first()
    {
        var first = _incidents.OrderByDescending(i => i.Priority).First();
        Assert.Equal(3, first.Clouds.Count);
        Assert.Equal(1, _incidents.Count(i => i.Priority == first.Priority));
    }

    [Fact]
    public async Task People_behind_one_office_address_stay_apart()
    {
        await using var db = await demo.DatabaseAsync();
        var behind = await db.Alerts.Where(a => a.IncidentId != null && a.Entities.Any(e => e.Key == OfficeGateway)).Select(a => a.IncidentId).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(4, behind.Count);
        Assert.Equal(4, behind.Distinct().Count());
    }

    [Fact]
    public void Everyday_alerts_stay_low_in_the_queue()
    {
        var everyday = _incidents.Where(i => i.Number > 6).ToList();
        Assert.Equal(9, everyday.Count);
        Assert.All(everyday, i => Assert.InRange(i.Priority, 0, 40));
        Assert.All(_incidents.Where(i => i.Number <= 6), i => Assert.InRange(i.Priority, 60, 100));
    }

    [Fact]
    public void The_stories_end_shortly_before_now()
    {
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange(_incidents.Max(i => i.LastSeen), now.AddHours(-2), now);
        Assert.All(_incidents, i => Assert.InRange(i.FirstSeen, now.AddDays(-1).AddMinutes(-5), now));
    }

    [Fact]
    public async Task A_second_load_adds_nothing()
    {
        var again = await demo.LoadAsync();
        Assert.Equal((_report.Read, 0, 0, 0, 0), (again.Read, again.Stored, again.Rejected, again.Alerts, again.Incidents));
        await using var db = await demo.DatabaseAsync();
        Assert.Equal(_incidents.Sum(i => i.TimelineLength), await db.Incidents.SumAsync(i => i.TimelineLength, TestContext.Current.CancellationToken));
    }

    /// <summary>The demo, loaded once; no test changes it.</summary>
    public sealed class Loaded : IAsyncLifetime
    {
        private readonly DataFolder _folder = DataFolder.At(Path.Combine(Path.GetTempPath(), $"matoi-demo-{Guid.CreateVersion7():N}"));
        private ServiceProvider _services = null!;

        public IntakeReport Report { get; private set; } = null!;

        public List<Incident> Incidents { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            _services = new ServiceCollection().AddLogging().AddStorage(_folder).AddDetect(MatoiHost.LoadCatalogue(_folder)).AddInvestigate().BuildServiceProvider();
            await StorageRoom.PrepareAsync(_services, TestContext.Current.CancellationToken);
            Report = await LoadAsync();
            await using var db = await DatabaseAsync();
            Incidents = await db.Incidents.OrderBy(i => i.Number).ToListAsync(TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            Directory.Delete(_folder.Path, recursive: true);
        }

        public Task<IntakeReport> LoadAsync()
            => ActivatorUtilities.CreateInstance<DemoStories>(_services).LoadAsync(DemoStories.Shipped, null, TestContext.Current.CancellationToken);

        public Task<MatoiDb> DatabaseAsync() => _services.GetRequiredService<IDbContextFactory<MatoiDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
    }
}
