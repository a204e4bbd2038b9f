using System.Reflection;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Detect.Intake;

/// <summary>All sources and envelope formats of the given assemblies, in the order in which records are offered to them.</summary>
public sealed class SourceCatalogue
{
    /// <summary>Creates the catalogue.</summary>
    /// <exception cref="InvalidOperationException">Two classes carry the same id; both are named.</exception>
    public SourceCatalogue(IEnumerable<Source> sources, IEnumerable<(string Id, Envelope Envelope)> envelopes)
    {
        Sources = [.. sources.OrderBy(s => s.About.Order).ThenBy(s => s.Id, StringComparer.Ordinal)];
        Envelopes = [.. envelopes.OrderBy(e => e.Id, StringComparer.Ordinal)];
        if (Sources.GroupBy(s => s.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"two sources have the id '{twice.Key}': {string.Join(" and ", twice.Select(s => s.GetType().FullName))}");
        }
    }

    /// <summary>The sources.</summary>
    public IReadOnlyList<Source> Sources { get; }

    /// <summary>The envelope formats.</summary>
    public IReadOnlyList<(string Id, Envelope Envelope)> Envelopes { get; }

    /// <summary>Every table that a source fills, each once.</summary>
    public IEnumerable<LogTable> Tables => Sources.SelectMany(s => s.Tables).DistinctBy(t => t.Name);

    /// <summary>Finds the classes marked <c>[Source]</c> and <c>[Envelope]</c>; <paramref name="more"/> adds sources that are data, not code.</summary>
    public static SourceCatalogue Load(IEnumerable<Assembly> assemblies, IEnumerable<Source>? more = null)
    {
        var types = assemblies.SelectMany(a => a.GetTypes()).ToList();
        var sources = types.Where(t => t.IsDefined(typeof(SourceAttribute))).Select(t => (Source)Activator.CreateInstance(t)!);
        var envelopes = types.Where(t => t.IsDefined(typeof(EnvelopeAttribute)))
            .Select(t => (t.GetCustomAttribute<EnvelopeAttribute>()!.Id, (Envelope)Activator.CreateInstance(t)!));
        return new([.. sources, .. more ?? []], envelopes);
    }

    /// <summary>A source by id; null when there is none.</summary>
    public Source? Find(string id) => Sources.FirstOrDefault(s => s.Id == id);
}
