using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>The columns that expressions of a scan may name: the current record's and, with a step's name before them, those of the record that a step matched last.</summary>
internal sealed class ScanLayout
{
    private readonly Dictionary<Column, (int Step, int Column)> _places = [];
    private readonly List<(string Name, Rel Rows)> _steps = [];
    private readonly int _inputs;

    /// <summary>Lays out a scan over rows.</summary>
    public ScanLayout(Rel input, IReadOnlyList<Column> declared, IReadOnlyList<ScanStep> steps)
    {
        _inputs = input.Columns.Length;
        Current = Copy(input, declared, -1);
        for (var i = 0; i < steps.Count; i++)
        {
            _steps.Add((steps[i].Name, Copy(input, declared, i)));
        }
    }

    /// <summary>The current record: the input's columns and the declared ones.</summary>
    public Rel Current { get; }

    /// <summary>Names of the declared columns.</summary>
    public IEnumerable<string> DeclaredNames => Current.Columns.Skip(_inputs).Select(c => c.Name);

    /// <summary>The steps that a step may name: those before it and itself.</summary>
    public IReadOnlyDictionary<string, Rel> Named(int step) => _steps.Take(step + 1).ToDictionary(s => s.Name, s => s.Rows, StringComparer.Ordinal);

    /// <summary>The place of a declared column in a record; negative when there is none of the name.</summary>
    public int Declared(string name)
    {
        for (var i = _inputs; i < Current.Columns.Length; i++)
        {
            if (Current.Columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where a column's value is: in the record of a step, or in the current one (step -1).</summary>
    public (int Step, int Column) Place(Column column) => _places[column];

    private ValuesRel Copy(Rel input, IReadOnlyList<Column> declared, int step)
    {
        var columns = new Columns();
        var made = input.Columns.Concat(declared).Select(c => columns.Add(c.Name, c.Type)).ToList();
        for (var i = 0; i < made.Count; i++)
        {
            _places[made[i]] = (step, i);
        }

        return new([.. made], []) { Open = input.Open };
    }
}
