using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Matoi.Kql.Functions.Parsing;

/// <summary>XML as a dynamic value.</summary>
internal static class Xml
{
    private const int Longest = 1024 * 1024;
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    /// <summary>
    /// A bag with the root element: attributes as <c>@name</c>, text beside them or beside elements as <c>#text</c>, elements of one name as an array, an element with
    /// nothing in it as null. All values are texts. Null for what is no XML, has a document type, or is longer than 1 MB.
    /// </summary>
    [KqlFunction("parse_xml")]
    public static JsonNode? Parse(string xml)
    {
        if (xml.Length is 0 or > Longest)
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), Settings);
            var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            return new JsonObject { [Name(root)] = Value(root, 0) };
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static JsonNode? Value(XElement element, int depth)
    {
        if (depth > 200)
        {
            throw new XmlException("too deep");
        }

        var text = string.Concat(element.Nodes().OfType<XText>().Select(t => t.Value));
        if (!element.HasAttributes && !element.HasElements)
        {
            return text.Length == 0 ? null : JsonValue.Create(text);
        }

        var bag = new JsonObject();
        foreach (var attribute in element.Attributes())
        {
            bag["@" + Name(attribute)] = attribute.Value;
        }

        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                Add(bag, Name(child), Value(child, depth + 1));
            }
            else if (!string.IsNullOrWhiteSpace(text) && !bag.ContainsKey("#text"))
            {
                bag["#text"] = text.Trim();
            }
        }

        return bag;
    }

    private static void Add(JsonObject bag, string name, JsonNode? value)
    {
        if (!bag.TryGetPropertyValue(name, out var there))
        {
            bag[name] = value;
        }
        else if (there is JsonArray list)
        {
            list.Add(value);
        }
        else
        {
            bag[name] = new JsonArray(there?.DeepClone(), value);
        }
    }

    private static string Name(XElement element) => Prefixed(element.GetPrefixOfNamespace(element.Name.Namespace), element.Name.LocalName);

    private static string Name(XAttribute attribute)
        => attribute.IsNamespaceDeclaration ? attribute.Name.LocalName == "xmlns" ? "xmlns" : "xmlns:" + attribute.Name.LocalName
        : attribute.Name.Namespace == XNamespace.None ? attribute.Name.LocalName
        : Prefixed(attribute.Parent!.GetPrefixOfNamespace(attribute.Name.Namespace), attribute.Name.LocalName);

    private static string Prefixed(string? prefix, string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}:{name}";
}
