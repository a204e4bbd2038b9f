using System.Text.Json;
using Matoi.Detect.Rules.Reading;
using Matoi.Model.Entities;

namespace Matoi.Detect.Rules.Running;

/// <summary>The entities that rows name by a rule's mappings. Pure.</summary>
public static class RowEntities
{
    /// <summary>Most entities of one alert.</summary>
    public const int Most = 500;

    // Columns by which rules from before entity mappings name their entities.
    private static readonly (string Column, EntityType Type, string Identifier)[] Legacy =
    [
        ("AccountCustomEntity", EntityType.Account, "FullName"), ("HostCustomEntity", EntityType.Host, "FullName"), ("IPCustomEntity", EntityType.IP, "Address"),
        ("URLCustomEntity", EntityType.URL, "Url"), ("FileHashCustomEntity", EntityType.FileHash, "Value"), ("DNSCustomEntity", EntityType.DNS, "DomainName"),
    ];

    /// <summary>The entities of one row, each once.</summary>
    public static IEnumerable<Entity> Of(AnalyticsRule rule, ResultTable table, object?[] row, RowScope scope)
        => Mapped(rule, table, row, scope)
            .Concat(Legacy.Where(legacy => table.Has(legacy.Column) && !rule.EntityMappings.Any(m => RuleWords.EntityTypeOf(m.EntityType) == legacy.Type))
                .SelectMany(legacy => Each(table, row, scope, legacy.Type, [new(legacy.Identifier, legacy.Column)])))
            .Concat(rule.EntityColumns.SelectMany(column => Typed(table.Text(row, column), scope)))
            .DistinctBy(entity => entity.Key).Take(Most);

    private static IEnumerable<Entity> Mapped(AnalyticsRule rule, ResultTable table, object?[] row, RowScope scope)
        => rule.EntityMappings.SelectMany(mapping => RuleWords.EntityTypeOf(mapping.EntityType) is not { } type ? []
            // A connection names the addresses at its two ends.
            : RuleWords.Plain(mapping.EntityType) == "networkconnection"
                ? mapping.FieldMappings.Where(f => f.Identifier.EndsWith("Address", StringComparison.OrdinalIgnoreCase)).SelectMany(f => Each(table, row, scope, type, [f with { Identifier = "Address" }]))
                : Each(table, row, scope, type, mapping.FieldMappings));

    // A set in the only mapped column names an entity by each of its items.
    private static IEnumerable<Entity> Each(ResultTable table, object?[] row, RowScope scope, EntityType type, IReadOnlyList<FieldMapping> fields)
    {
        var named = fields.Where(f => !f.Identifier.Equals("Algorithm", StringComparison.OrdinalIgnoreCase)).ToList();
        var found = named is [var only]
            ? table.Texts(row, only.ColumnName).DefaultIfEmpty("").Select(text => One(scope, type, [(only.Identifier, text)]))
            : [One(scope, type, named.Select(f => (f.Identifier, table.Text(row, f.ColumnName))))];
        return found.OfType<Entity>();
    }

    private static Entity? One(RowScope scope, EntityType type, IEnumerable<(string Identifier, string Value)> fields)
        => new EntityFields(scope, fields.Where(f => f.Value.Length > 0).DistinctBy(f => f.Identifier, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(f => f.Identifier, f => f.Value, StringComparer.OrdinalIgnoreCase)).Of(type);

    /// <summary>Entities that a column holds already typed: objects with <c>Type</c> and Sentinel's identifiers.</summary>
    private static IEnumerable<Entity> Typed(string json, RowScope scope)
    {
        try
        {
            using var list = JsonDocument.Parse(json);
            return list.RootElement.ValueKind == JsonValueKind.Array ? [.. list.RootElement.EnumerateArray().Select(item => Typed(item, scope)).OfType<Entity>()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static Entity? Typed(JsonElement item, RowScope scope)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var fields = item.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(p => (p.Name, Value: p.Value.ToString())).ToList();
        var type = fields.FirstOrDefault(f => f.Name.Equals("Type", StringComparison.OrdinalIgnoreCase)).Value;
        return type is not null && RuleWords.EntityTypeOf(type) is { } known ? One(scope, known, fields) : null;
    }
}
