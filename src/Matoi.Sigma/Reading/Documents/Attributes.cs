using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>Reads attributes of a mapping and reports those of another shape.</summary>
internal sealed class Attributes(YamlMap map, string what, Complaints complaints)
{
    public YamlMap Map { get; } = map;

    /// <summary>A text; empty when it is absent or null.</summary>
    public string Text(string name) => Map[name] switch
    {
        null => "",
        YamlScalar scalar => scalar.Text.Trim(),
        var other => Wrong(other, $"'{name}' must be a text"),
    };

    /// <summary>A text that must be there.</summary>
    public string Required(string name, YamlNode? place = null)
    {
        if (Map[name] is null)
        {
            Missing(name, place);
        }

        return Text(name);
    }

    /// <summary>A mapping that must be there; null, reported, when it is not.</summary>
    public YamlMap? RequiredMap(string name)
    {
        switch (Map[name])
        {
            case YamlMap found:
                return found;
            case null:
                Missing(name, null);
                return null;
            case var other:
                Wrong(other, $"'{name}' must be a mapping");
                return null;
        }
    }

    /// <summary>A text or a list of texts, with their places; empty when it is absent.</summary>
    public IReadOnlyList<YamlScalar> Scalars(string name)
    {
        switch (Map[name])
        {
            case null:
                return [];
            case YamlScalar one:
                return [one];
            case YamlList list when list.Items.All(item => item is YamlScalar { IsNull: false }):
                return [.. list.Items.Cast<YamlScalar>()];
            case var other:
                Wrong(other, $"'{name}' must be a text or a list of texts");
                return [];
        }
    }

    /// <summary>The same as texts.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Scalars(name).Select(s => s.Text.Trim())];

    /// <summary>The texts of a list that only describes: what is no text is left out with a warning.</summary>
    public IReadOnlyList<string> Described(string name)
    {
        var nodes = Map[name] switch { null => [], YamlList list => list.Items, var one => [one] };
        foreach (var odd in nodes.Where(node => node is not YamlScalar { IsNull: false }))
        {
            complaints.Warn(SigmaCode.OddValue, odd, $"'{name}' holds texts; this is none and left out");
        }

        return [.. nodes.OfType<YamlScalar>().Where(text => !text.IsNull).Select(text => text.Text.Trim())];
    }

    /// <summary>A truth value; null, reported, when it is another value, and null when it is absent.</summary>
    public bool? Boolean(string name)
    {
        if (Map[name] is { } node && node is not YamlScalar { Boolean: not null })
        {
            complaints.Error(SigmaCode.BadValue, node, $"'{name}' must be true or false");
        }

        return (Map[name] as YamlScalar)?.Boolean;
    }

    /// <summary>Reports keys other than these.</summary>
    public void Only(params IReadOnlyList<string> names)
    {
        foreach (var (key, _) in Map.Pairs.Where(pair => !names.Contains(pair.Key.Text)))
        {
            var nearest = NearestName.Of(key.Text, names);
            complaints.Error(SigmaCode.UnknownKey, key, $"'{key.Text}' means nothing in {what}" + (nearest is null ? $"; there are {string.Join(", ", names)}" : $"; '{nearest}' is probably meant"));
        }
    }

    public void Missing(string name, YamlNode? place)
    {
        var nearest = NearestName.Of(name, Map.Pairs.Select(pair => pair.Key.Text));
        complaints.Error(SigmaCode.Missing, place ?? Map, $"{what} needs '{name}'" + (nearest is null ? "" : Map.Has(name) ? ", which is empty" : $"; '{nearest}' is probably meant to be it"));
    }

    private string Wrong(YamlNode node, string message)
    {
        complaints.Error(SigmaCode.WrongShape, node, message);
        return "";
    }
}
