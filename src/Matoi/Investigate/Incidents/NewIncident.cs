using Matoi.Model.Incidents;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents;

/// <summary>Adds an incident with the next number; the caller writes its first entry and commits.</summary>
internal static class NewIncident
{
    public static async Task<Incident> AddAsync(MatoiDb db, string title, DateTimeOffset now, CancellationToken ct)
    {
        var last = await db.Incidents.MaxAsync(i => (int?)i.Number, ct) ?? 0;
        var incident = new Incident { Number = last + 1, Title = title, CreatedTime = now, ModifiedTime = now, FirstSeen = now, LastSeen = now };
        db.Incidents.Add(incident);
        return incident;
    }
}
