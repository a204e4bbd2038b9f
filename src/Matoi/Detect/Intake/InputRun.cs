namespace Matoi.Detect.Intake;

/// <summary>
/// One input on its way: counts what is in flight, and decides at the end whether it was a log at all. Refusals wait until one record was recognised,
/// because a file that holds no record of any source is no log, not a thousand errors.
/// </summary>
internal sealed class InputRun(IntakeInput input)
{
    /// <summary>Unrecognised records after which an input with nothing recognised is given up as no log.</summary>
    private const int GiveUpAfter = 2000;

    private static readonly HashSet<string> LogExtensions = new(StringComparer.OrdinalIgnoreCase) { "", ".json", ".jsonl", ".ndjson", ".log", ".gz", ".zip", ".cloudtrail", ".raw" };
    private readonly TaskCompletionSource _mapped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Refusal> _held = [];
    private int _mapping = 1;
    private bool _recognised = input.IsLog || input.Source is not null;

    public IntakeInput Input => input;

    public IntakeReport Report { get; } = new() { Files = 1 };

    /// <summary>Completes when every chunk has been handed to the committer.</summary>
    public Task Mapped => _mapped.Task;

    /// <summary>Completes when everything of the input is durable, or with what went wrong.</summary>
    public Task Done => _done.Task;

    /// <summary>True when reading on is pointless: much was read and nothing recognised.</summary>
    public bool GaveUp => !_recognised && _held.Count > GiveUpAfter;

    /// <summary>A chunk starts on its way to the committer.</summary>
    public void MappingStarted() => Interlocked.Increment(ref _mapping);

    /// <summary>A chunk is with the committer, or the input has been read to its end.</summary>
    public void MappingEnded()
    {
        if (Interlocked.Decrement(ref _mapping) == 0)
        {
            _mapped.TrySetResult();
        }
    }

    /// <summary>The input's last word is committed.</summary>
    public void Concluded() => _done.TrySetResult();

    public void Failed(Exception e) => _done.TrySetException(e);

    /// <summary>Notes what a chunk became; returns the refusals that are now to be kept. Called by the committing thread only.</summary>
    public IReadOnlyList<Refusal> Count(MappedChunk chunk)
    {
        foreach (var (source, read) in chunk.Read)
        {
            if (source.Length > 0)
            {
                Report.Read += read;
                Report.Of(source).Read += read;
                _recognised = true;
            }
        }

        _held.AddRange(chunk.Refusals);
        return _recognised ? Release() : [];
    }

    /// <summary>Decides about an input in which nothing was recognised; returns the refusals that are to be kept after all.</summary>
    public IReadOnlyList<Refusal> Conclude(string? unreadable)
    {
        if (_recognised)
        {
            return Release();
        }

        var broken = _held.Count > 0 && _held.All(IsBroken);
        if (unreadable is null && broken && LogExtensions.Contains(Path.GetExtension(input.Name)))
        {
            return Release();
        }

        Report.NotLogs = 1;
        Report.NotLogFiles.Add(new(input.Name, unreadable ?? Reason()));
        _held.Clear();
        return [];
    }

    private static bool IsBroken(Refusal refusal) => refusal.Problem.Code is not ("unrecognised" or "wrong-type");

    // That an archive is a bomb says more than that nobody knows its first record.
    private string Reason() => (_held.Find(IsBroken) ?? _held.FirstOrDefault())?.Problem.Code ?? "no-records";

    private List<Refusal> Release()
    {
        List<Refusal> released = [.. _held];
        _held.Clear();
        foreach (var refusal in released)
        {
            Report.Rejected++;
            Report.Of(refusal.Source).Rejected++;
            if (refusal.Source.Length == 0)
            {
                Report.Read++;
                Report.Of("").Read++;
            }
        }

        return released;
    }
}
