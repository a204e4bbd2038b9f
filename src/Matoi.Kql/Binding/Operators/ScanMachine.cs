namespace Matoi.Kql.Binding.Operators;

/// <summary>What a step of scan does with the records that match it.</summary>
internal enum ScanOutput
{
    /// <summary>All go to the output.</summary>
    All,

    /// <summary>The last of those in a row goes to the output.</summary>
    Last,

    /// <summary>None goes to the output.</summary>
    None,
}

/// <summary>A step, ready to run over the current record and the state that the machine shows.</summary>
internal sealed record ScanMachineStep(ScanOutput Output, Func<object?> Condition, IReadOnlyList<(int Column, Func<object?> Value)> Assignments);

/// <summary>A record of the output: which input record it comes from, its columns with the declared ones, and the sequence it belongs to.</summary>
internal sealed record ScanMatch(int Row, object?[] Values, long Sequence);

/// <summary>
/// Runs the steps of <c>scan</c> over records in order. Each step keeps at most one sequence of matches. A record is tried with the last step first: it goes on
/// with the sequence of the step before, which moves here, or else with the sequence that is already here; the first step may begin a sequence.
/// </summary>
/// <param name="steps">Steps in order.</param>
/// <param name="inputs">How many columns a record has.</param>
/// <param name="defaults">What the declared columns hold before anything is assigned.</param>
/// <param name="nothing">What the columns of a step hold that nothing has matched yet.</param>
internal sealed class ScanMachine(IReadOnlyList<ScanMachineStep> steps, int inputs, IReadOnlyList<object?> defaults, object?[] nothing)
{
    private readonly Sequence?[] _states = new Sequence?[steps.Count];
    private readonly List<ScanMatch> _output = [];
    private object?[][] _shown = [];
    private long _next;

    /// <summary>The record being tried; declared columns hold their defaults.</summary>
    public object?[] Current { get; private set; } = [];

    /// <summary>A column of a step in the sequence being tried.</summary>
    public object? Of(int step, int column) => step < _shown.Length ? _shown[step][column] : nothing[column];

    /// <summary>The output for all records, in their order.</summary>
    public IReadOnlyList<ScanMatch> Run(IReadOnlyList<object?[]> records, IEnumerable<int> order)
    {
        foreach (var row in order)
        {
            Current = [.. records[row][..inputs], .. defaults];
            for (var k = steps.Count - 1; k >= 0; k--)
            {
                Try(k, row);
            }
        }

        for (var k = 0; k < steps.Count; k++)
        {
            End(k);
        }

        return [.. _output.OrderBy(m => m.Row)];
    }

    /// <summary>Forgets all sequences, for the next partition.</summary>
    public void Reset()
    {
        Array.Clear(_states);
        _output.Clear();
    }

    private void Try(int k, int row)
    {
        var step = steps[k];
        if (k > 0 && _states[k - 1] is { } before)
        {
            _shown = before.Records;
            if (step.Condition() is true)
            {
                End(k - 1);
                End(k);
                _states[k] = new([.. before.Records, Assigned(step)], before.Number);
                _states[k - 1] = null;
                Put(k, row);
                return;
            }
        }

        var own = _states[k];
        if (own is null && k > 0)
        {
            return;
        }

        _shown = own?.Records ?? [];
        if (step.Condition() is true)
        {
            var extended = Assigned(step);
            if (own is null)
            {
                _states[k] = own = new([extended], _next++);
            }
            else
            {
                own.Records[k] = extended;
            }

            Put(k, row);
        }
    }

    private object?[] Assigned(ScanMachineStep step)
    {
        var values = step.Assignments.Select(a => a.Value()).ToList();
        object?[] extended = [.. Current];
        for (var i = 0; i < values.Count; i++)
        {
            extended[step.Assignments[i].Column] = values[i];
        }

        return extended;
    }

    private void Put(int k, int row)
    {
        var state = _states[k]!;
        var match = new ScanMatch(row, state.Records[k], state.Number);
        if (steps[k].Output == ScanOutput.All)
        {
            _output.Add(match);
        }
        else if (steps[k].Output == ScanOutput.Last)
        {
            state.Last = match;
        }
    }

    /// <summary>A row of matches of a step is over: its last one goes out, when that was asked for.</summary>
    private void End(int k)
    {
        if (_states[k] is { Last: { } last } state)
        {
            _output.Add(last);
            state.Last = null;
        }
    }

    /// <summary>A sequence with the latest record of every step so far.</summary>
    private sealed class Sequence(object?[][] records, long number)
    {
        public object?[][] Records { get; } = records;

        public long Number { get; } = number;

        public ScanMatch? Last { get; set; }
    }
}
