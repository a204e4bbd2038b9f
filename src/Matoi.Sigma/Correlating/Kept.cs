namespace Matoi.Sigma.Correlating;

/// <summary>A hit that waits in its group.</summary>
/// <param name="Time">Ticks, UTC.</param>
/// <param name="Value">The rule's place in the correlation, the hash of the value that is counted, or the bits of the number that is added up.</param>
/// <param name="Event">Id of the event.</param>
internal readonly record struct Kept(long Time, long Value, string Event) : IComparable<Kept>
{
    /// <summary>The number of a correlation that calculates.</summary>
    public double Number => BitConverter.Int64BitsToDouble(Value);

    /// <summary>By time; at one time by value, so that rules which hit at once are in the correlation's order.</summary>
    public int CompareTo(Kept other)
    {
        var order = Time.CompareTo(other.Time);
        order = order != 0 ? order : Value.CompareTo(other.Value);
        return order != 0 ? order : string.CompareOrdinal(Event, other.Event);
    }
}
