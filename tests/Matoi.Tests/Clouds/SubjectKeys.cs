using System.Text;
using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Tests.Clouds;

/// <summary>Asks a source whom a record is about.</summary>
internal static class SubjectKeys
{
    /// <summary>The keys of the things that a JSON record (quotes written as apostrophes) names, then its account and region, joined by spaces.</summary>
    public static string OfJson(Source source, string json, Delivery? delivery = null)
        => Of(source.Subject(new(JsonElement.Parse(json.Replace('\'', '"')), ReadOnlyMemory<byte>.Empty, Delivery: delivery)));

    /// <summary>The same of a line.</summary>
    public static string OfLine(Source source, string line, string? header = null, Delivery? delivery = null)
        => Of(source.Subject(new(default, Encoding.UTF8.GetBytes(line), line, header is null ? null : TextFields.Split(header), delivery)));

    private static string Of(RecordSubject subject) => string.Join(' ', subject.Entities.Select(e => e.Key).Append($"@{subject.CloudAccount}/{subject.Region}"));
}
