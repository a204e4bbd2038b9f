namespace Matoi.Detect.Rules;

/// <summary>An entity that a row names.</summary>
/// <param name="EntityType">Sentinel's entity type, as the file spells it.</param>
/// <param name="FieldMappings">Which column holds which identifier.</param>
public sealed record EntityMapping(string EntityType, IReadOnlyList<FieldMapping> FieldMappings);

/// <summary>An identifier of an entity.</summary>
/// <param name="Identifier">Sentinel's name of it, such as <c>FullName</c>.</param>
/// <param name="ColumnName">The column of the query's result.</param>
public sealed record FieldMapping(string Identifier, string ColumnName);
