using Xunit;

namespace Matoi.Conformance.Kql;

/// <summary>
/// What of a corpus is known to fail, one a line: name, outcome, reason, apart by tabs. A failure that is not listed, and one that is listed but has gone, fail the test.
/// <c>MATOI_RECORD=1</c> writes the list and keeps the reasons; new ones must be given by hand.
/// </summary>
internal static class KnownFailures
{
    /// <summary>Compares with a list among the goldens.</summary>
    public static void Check(string list, IEnumerable<(string Name, string Outcome, string Message)> failing)
    {
        var file = Path.Combine(Repository.Goldens, "kql", list);
        var known = File.Exists(file) ? File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).ToDictionary(f => f[0]) : [];
        var now = failing.OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        if (Repository.Recording)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllLines(file, now.Select(f => $"{f.Name}\t{f.Outcome}\t{(known.TryGetValue(f.Name, out var old) && old.Length > 2 && old[2].Length > 0 ? old[2] : $"? {f.Message}")}"));
            return;
        }

        Assert.Equal([], now.Where(f => !known.TryGetValue(f.Name, out var k) || k[1] != f.Outcome).Select(f => $"{f.Name}: {f.Outcome}: {f.Message}"));
        Assert.Equal([], known.Keys.Except(now.Select(f => f.Name)).Select(n => $"{n} does not fail any more: take it off {list}"));
        Assert.Equal([], known.Values.Where(k => k.Length < 3 || k[2].Length == 0 || k[2][0] == '?').Select(k => $"{k[0]} stands in {list} without a reason"));
    }
}
