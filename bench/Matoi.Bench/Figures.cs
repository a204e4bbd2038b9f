namespace Matoi.Bench;

/// <summary>Prints figures, one a line: name, value, unit, note, tab-separated.</summary>
internal sealed class Figures(string prefix)
{
    /// <summary>True when any of the names is wanted.</summary>
    public bool Wants(params string[] names) => names.Any(n => n.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(n, StringComparison.Ordinal));

    /// <summary>Prints the figure when it is wanted.</summary>
    public void Print(string name, double value, string unit, string note)
    {
        if (name.StartsWith(prefix, StringComparison.Ordinal))
        {
            Console.WriteLine($"{name}\t{value:0.###}\t{unit}\t{note}");
        }
    }
}
