namespace Matoi.Detect;

/// <summary>Tells open portal pages of this node that something changed. Nothing depends on it being heard.</summary>
public sealed class LiveFeed
{
    /// <summary>Incidents were opened or changed; the argument names them.</summary>
    public event Action<IReadOnlyCollection<Guid>>? IncidentsChanged;

    /// <summary>Announces a change that is already committed.</summary>
    public void Announce(IReadOnlyCollection<Guid> incidents)
    {
        if (incidents.Count > 0)
        {
            IncidentsChanged?.Invoke(incidents);
        }
    }
}
