using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Builds the tables of Azure logs, where almost every column is the camelCase property of the same name.</summary>
internal static class AzureTable
{
    /// <summary>
    /// A table whose columns are read from <c>properties.name</c> of the resource log or <c>Name</c> of the Log Analytics row, whatever the case;
    /// <paramref name="elsewhere"/> gives the path of those that are not (an empty path leaves the column to code).
    /// </summary>
    public static JsonTable Of(string name, string columns, params (string Column, string Path)[] elsewhere)
    {
        var paths = elsewhere.ToDictionary(e => e.Column, e => e.Path);
        return new(name, ignoreCase: true, [.. columns.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(column =>
        {
            var plain = column.Split(':')[0];
            return (column, plain == "TimeGenerated" ? "" : paths.GetValueOrDefault(plain) ?? $"properties.{plain}|{plain}");
        })]);
    }
}
