using System.Security.Cryptography;
using System.Text;
using Matoi.Model;
using Matoi.Prioritise.Assets;
using Matoi.Prioritise.Clocks;
using Matoi.Prioritise.Scoring;
using Matoi.Storage;

namespace Matoi.Prioritise.Plans;

/// <summary>
/// Holds the plan as it stands. A file in the data folder's <c>plan</c> takes the place of the shipped one of its name; one that has problems does not, and is told about.
/// </summary>
public sealed class PlanStore
{
    private readonly string[] _folders;
    private readonly Lock _one = new();
    private readonly SortedDictionary<string, string> _used = new(StringComparer.Ordinal);
    private string _stamps = "";

    /// <summary>Reads the shipped folder and the data folder's.</summary>
    public PlanStore(DataFolder folder)
        : this(Path.Combine(AppContext.BaseDirectory, "content", "plan"), Path.Combine(folder.Path, "plan"))
    {
    }

    internal PlanStore(params string[] folders)
    {
        _folders = folders;
        Current = Read();
    }

    /// <summary>The plan.</summary>
    public Plan Current { get; private set; }

    /// <summary>Reads the files again when one has changed; true when that changed what is used.</summary>
    public bool ReloadIfChanged()
    {
        lock (_one)
        {
            if (Stamps() == _stamps)
            {
                return false;
            }

            var before = Current.Fingerprint;
            Current = Read();
            return Current.Fingerprint != before;
        }
    }

    private Plan Read()
    {
        _stamps = Stamps();
        var (problems, plan) = (new List<Problem>(), Current ?? new Plan());
        plan = plan with { TagRules = Use("assets.yaml", plan.TagRules, TagRuleFile.Read, problems) };
        plan = plan with { Policy = Use("policy.yaml", plan.Policy, TagPolicyFile.Read, problems) };
        plan = plan with { Weights = Use("priority.yaml", plan.Weights, PriorityFile.Read, problems) };
        plan = plan with { ServiceLevels = Use("service-levels.yaml", plan.ServiceLevels, ServiceLevelFile.Read, problems) };
        return plan with { Problems = problems, Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', _used.Select(u => $"{u.Key}\0{u.Value}"))))) };
    }

    /// <summary>
    /// The last folder's file of the name. When it cannot be used, what stood before it stands on; at the start, that is the shipped file.
    /// </summary>
    private T Use<T>(string name, T before, Func<string, string, (T? Value, IReadOnlyList<Problem> Problems)> read, List<Problem> problems)
        where T : class
    {
        var paths = _folders.Reverse().Select(folder => Path.Combine(folder, name)).Where(File.Exists).ToList();
        if (paths.Count == 0)
        {
            problems.Add(new("plan-file-missing", $"plan/{name}: there is no such file in {string.Join(" or ", _folders)}; what stood before it, or what is built in, is used", $"plan/{name}"));
        }

        foreach (var path in paths)
        {
            if (Text(path, problems) is { } text)
            {
                var (value, wrong) = read($"plan/{name}", text);
                problems.AddRange(wrong);
                if (value is not null)
                {
                    _used[name] = text;
                    return value;
                }
            }

            if (_used.ContainsKey(name))
            {
                break;
            }
        }

        return before;
    }

    private static string? Text(string path, List<Problem> problems)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new("file-unreadable", $"{path} cannot be read: {e.Message}", path));
            return null;
        }
    }

    private string Stamps() => string.Join(';', _folders.Where(Directory.Exists).SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*.yaml")).OrderBy(f => f.FullName, StringComparer.Ordinal)
        .Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
}
