namespace Matoi.Sigma.Matching;

/// <summary>A test that costs more than a look-up, and is made only for an event for which a rule depends on it.</summary>
internal abstract class DeferredTest(int asked)
{
    /// <summary>The field, by number.</summary>
    public int Field => asked;

    /// <summary>Whether one value, as it stands in the record without its quotes and escapes, meets it.</summary>
    public abstract bool Holds(ReadOnlySpan<byte> value, EventScanner scanner);
}
