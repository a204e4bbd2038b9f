using Matoi.Detect.Correlate.Identity;
using Matoi.Model.Incidents;
using Matoi.Storage;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Matoi.Detect.Correlate;

/// <summary>
/// The correlation of this process, made anew from the state store at start and kept in step with it: what people do to incidents (close, reopen, merge, split,
/// move) is read from the incidents that have changed since. Not for several threads at once.
/// </summary>
internal sealed partial class KeptCorrelation(DataFolder folder, TimeProvider clock, ILogger<KeptCorrelation> logger)
{
    // Incidents that other processes change carry their clocks' times.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly HashSet<Guid> _doubtful = [];
    private readonly Dictionary<Guid, int> _known = [];
    private Correlation? _correlation;
    private DateTimeOffset _readUntil;

    /// <summary>The correlation, as the state store is now.</summary>
    public async Task<Correlation> CurrentAsync(MatoiDb db, CancellationToken ct)
    {
        var (now, isFresh) = (clock.GetUtcNow(), _correlation is null);
        if (_correlation is null)
        {
            _correlation = await LoadAsync(db, now, ct);
            _known.Clear();
            _doubtful.Clear();
        }

        var since = _readUntil - Overlap;
        var changed = await db.Incidents.Where(i => i.ModifiedTime >= since).Select(i => new { i.Id, i.TimelineLength }).ToListAsync(ct);

        // What was read just now is in the order in which it came; read again by incident it would learn in another.
        var stale = changed.Where(i => !isFresh && _known.GetValueOrDefault(i.Id) != i.TimelineLength).ToList();
        foreach (var id in stale.Select(i => i.Id).Union(_doubtful).ToList())
        {
            await ReloadAsync(_correlation, db, id, now, ct);
        }

        foreach (var learnt in await db.Set<CorrelationLearning>().AsNoTracking().Where(l => l.Time >= since).ToListAsync(ct))
        {
            _correlation.Learn(learnt.Key, learnt.Penalty);
        }

        _known.Clear();
        changed.ForEach(i => _known[i.Id] = i.TimelineLength);
        _doubtful.Clear();
        _readUntil = now;
        return _correlation;
    }

    /// <summary>Notes that a batch was committed: the changes of these incidents are the correlation's own.</summary>
    public void Committed(IEnumerable<Incident> touched)
    {
        foreach (var incident in touched)
        {
            _known[incident.Id] = incident.TimelineLength;
        }
    }

    /// <summary>Notes that a batch was not committed: these incidents are read again before the next.</summary>
    public void RolledBack(IEnumerable<Guid> touched) => _doubtful.UnionWith(touched);

    private async Task<Correlation> LoadAsync(MatoiDb db, DateTimeOffset now, CancellationToken ct)
    {
        var (aliases, problems) = IdentityAliases.Read(Path.Combine(folder.Path, IdentityAliases.FileName));
        foreach (var problem in problems)
        {
            Log.AliasProblem(logger, problem.Code, problem.Message);
        }

        var correlation = new Correlation(aliases, await db.Set<CorrelationLearning>().AsNoTracking().ToDictionaryAsync(l => l.Key, l => l.Penalty, ct));
        var open = await db.Incidents.Where(i => i.Status != IncidentStatus.Closed).Select(i => i.Id).ToHashSetAsync(ct);
        var waiting = await db.Outbox.Select(e => e.Subject).ToHashSetAsync(ct);
        var month = now - TimeSpan.FromDays(Occasions.Days + 1);

        // In the order in which they came, so that everything is learnt as it was learnt the first time.
        var alerts = db.Alerts.AsNoTracking().Include(a => a.Entities).Where(a => a.CreatedTime >= month || a.LastSeen >= month).OrderBy(a => a.CreatedTime).ThenBy(a => a.Id);
        await foreach (var alert in alerts.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (alert.IncidentId is { } incident && open.Contains(incident))
            {
                correlation.Add(incident, alert, now);
            }
            else if (!waiting.Contains(alert.Id))
            {
                correlation.See(alert);
            }
        }

        _readUntil = now;
        return correlation;
    }

    private static async Task ReloadAsync(Correlation correlation, MatoiDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        correlation.Remove(id);
        if (!await db.Incidents.AnyAsync(i => i.Id == id && i.Status != IncidentStatus.Closed, ct))
        {
            return;
        }

        await foreach (var alert in db.Alerts.AsNoTracking().Include(a => a.Entities).Where(a => a.IncidentId == id).OrderBy(a => a.CreatedTime).ThenBy(a => a.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            correlation.Add(id, alert, now);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Code}: {Message}; the other lines count")]
        public static partial void AliasProblem(ILogger logger, string code, string message);
    }
}
