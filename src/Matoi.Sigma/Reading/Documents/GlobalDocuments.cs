using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>The old <c>action: global</c>: what such a document says holds for those behind it in the file.</summary>
internal sealed class GlobalDocuments(Complaints complaints)
{
    private YamlMap? _global;

    /// <summary>The document with what holds for it; null for one that only says what holds for others.</summary>
    public YamlMap? Apply(YamlMap document)
    {
        if (document["action"] is not { } action)
        {
            // Correlations are younger than this form, and share nothing with rules.
            return _global is null || document.Has("correlation") ? document : Merged(_global, document);
        }

        switch ((action as YamlScalar)?.Text)
        {
            case "global":
                _global = document;
                break;
            case "reset":
                _global = null;
                break;
            default:
                complaints.Error(SigmaCode.OldFormat, action, "'action' may be global or reset; write repeated parts into each document");
                break;
        }

        return null;
    }

    // An id is that of one document, and the action is none's.
    private static YamlMap Merged(YamlMap global, YamlMap own, bool top = true)
    {
        var pairs = new List<KeyValuePair<YamlScalar, YamlNode>>();
        foreach (var (key, value) in global.Pairs.Where(pair => !top || pair.Key.Text is not ("id" or "action")))
        {
            var mine = own.Pairs.FirstOrDefault(pair => pair.Key.Text == key.Text).Value;
            pairs.Add(new(key, mine is null ? value : mine is YamlMap map && value is YamlMap shared ? Merged(shared, map, top: false) : mine));
        }

        pairs.AddRange(own.Pairs.Where(pair => !pairs.Exists(p => p.Key.Text == pair.Key.Text)));
        return new(own.Line, own.Column, global.Size + own.Size, pairs);
    }
}
