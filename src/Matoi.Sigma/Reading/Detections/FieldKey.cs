using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Detections;

/// <summary>A key of a selection, <c>field|modifier|modifier</c>, whose modifiers go together.</summary>
internal sealed record FieldKey
{
    /// <summary>The key as it stands in the file.</summary>
    public required YamlScalar Source { get; init; }

    /// <summary>The field; null for keywords.</summary>
    public required string? Field { get; init; }

    /// <summary>The modifiers in the order written.</summary>
    public required IReadOnlyList<string> Modifiers { get; init; }

    public bool All => Modifiers.Contains("all");

    public bool NotEqual => Modifiers.Contains("neq");

    public bool Cased => Modifiers.Contains("cased");

    /// <summary><c>contains</c>, <c>startswith</c>, <c>endswith</c> or null.</summary>
    public string? Position => One(ModifierGroup.Position);

    /// <summary><c>re</c>, <c>cidr</c>, <c>exists</c>, <c>fieldref</c>; null for texts, numbers and times.</summary>
    public string? Kind => Modifiers.FirstOrDefault(m => m is "re" or "cidr" or "exists" or "fieldref");

    public Comparison? Comparison => Modifiers.Select(Detections.Modifiers.Comparison).FirstOrDefault(c => c is not null);

    public TimePart? TimePart => Modifiers.Select(Detections.Modifiers.TimePart).FirstOrDefault(t => t is not null);

    public IEnumerable<string> Changes => Modifiers.Where(m => Detections.Modifiers.Groups[m] == ModifierGroup.Change);

    /// <summary>Whether the value is a plain text, not a pattern of another kind, a number or a part of a time.</summary>
    public bool IsText => Kind is null && Comparison is null && TimePart is null;

    /// <summary>Reads a key; null, with what is wrong reported, when its modifiers are unknown or do not go together.</summary>
    public static FieldKey? Read(YamlScalar source, Complaints complaints)
    {
        var parts = source.Text.Split('|');
        var offset = parts[0].Length + 1;
        var good = true;
        foreach (var name in parts.Skip(1))
        {
            if (!Detections.Modifiers.Groups.ContainsKey(name))
            {
                var nearest = NearestName.Of(name, Detections.Modifiers.Groups.Keys.Order(StringComparer.Ordinal));
                complaints.Error(SigmaCode.UnknownModifier, source, offset, $"there is no modifier '{name}'"
                    + (nearest is null ? $"; there are {string.Join(", ", Detections.Modifiers.Groups.Keys.Order(StringComparer.Ordinal))}" : $"; '{nearest}' is probably meant"));
                good = false;
            }

            offset += name.Length + 1;
        }

        var key = new FieldKey { Source = source, Field = parts[0].Length == 0 ? null : parts[0], Modifiers = parts[1..] };
        if (good && ModifierRules.Broken(key) is { } reason)
        {
            complaints.Error(SigmaCode.ModifierChain, source, reason);
            return null;
        }

        return good ? key : null;
    }

    private string? One(ModifierGroup group) => Modifiers.FirstOrDefault(m => Detections.Modifiers.Groups[m] == group);
}
