using System.Text.Json.Nodes;
using Matoi.Kql.Functions.Dynamic;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Values to look numbers up in: a dynamic array. Numbers are equal by value, however they are written; a text counts when it is written as the number is.</summary>
internal sealed class NumberSet
{
    private readonly HashSet<long> _wholes = [];
    private readonly HashSet<double> _reals = [];
    private readonly HashSet<string> _texts;

    /// <summary>The set of a dynamic array.</summary>
    public NumberSet(string json)
    {
        var read = Json.Read(json);
        foreach (var item in read is JsonArray array ? array : (IEnumerable<JsonNode?>)[read])
        {
            if (Values.Whole(item) is { } whole)
            {
                _wholes.Add(whole);
            }

            if (Values.Real(item) is { } real)
            {
                _reals.Add(real);
            }
        }

        _texts = [.. TextList.Read(json)];
    }

    /// <summary>True when a number is one of them; <paramref name="text"/> is the number as text.</summary>
    public bool Contains(long number, string text) => _wholes.Contains(number) || _texts.Contains(text);

    /// <summary>True when a number is one of them; <paramref name="text"/> is the number as text.</summary>
    public bool Contains(double number, string text) => _reals.Contains(number) || _texts.Contains(text);
}
