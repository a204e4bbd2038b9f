using System.Globalization;
using System.Text.Json;
using Matoi.Kql;
using Matoi.Kql.Relations;

namespace Matoi.Storage.Lake;

/// <summary>Keeps watchlists in the lake's schema <c>watch</c>, a table each; all columns are text, and <c>SearchKey</c> repeats the key column.</summary>
public sealed class WatchlistStore(DuckLake lake)
{
    private const string KeyColumn = "SearchKey";

    /// <summary>All watchlists by alias.</summary>
    public IReadOnlyList<Watchlist> All()
        => lake.Query("SELECT alias, key, columns, rows, updated, updated_by FROM watchlists ORDER BY lower(alias)", r => new Watchlist(
            r.GetString(0), r.GetString(1), r.GetFieldValue<List<string>>(2), r.GetInt64(3), new(DateTime.SpecifyKind(r.GetDateTime(4), DateTimeKind.Utc)), r.GetString(5)));

    /// <summary>One watchlist; null when there is none of the alias.</summary>
    public Watchlist? Find(string alias) => All().FirstOrDefault(w => w.Alias.Equals(alias, StringComparison.OrdinalIgnoreCase));

    /// <summary>Stores a watchlist with its rows, in place of the one of the same alias.</summary>
    public Watchlist Put(string alias, string key, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, DateTimeOffset now, string actor)
    {
        var (table, at, count) = (DuckLake.Quote(Table(alias)), columns.ToList().IndexOf(key), 0L);
        lake.InTransaction(connection =>
        {
            Delete(alias);
            lake.Execute($"CREATE TABLE watch.{table} ({DuckLake.Quote(KeyColumn)} VARCHAR, {string.Join(", ", columns.Select(c => $"{DuckLake.Quote(c)} VARCHAR"))})");
            using (var appender = connection.CreateAppender("watch", Table(alias)))
            {
                foreach (var row in rows)
                {
                    var line = appender.CreateRow().AppendValue(row[at]);
                    foreach (var value in row)
                    {
                        line.AppendValue(value);
                    }

                    line.EndRow();
                    count++;
                }
            }

            lake.Execute(
                "INSERT INTO watchlists VALUES ($alias, $key, CAST($columns AS JSON)::VARCHAR[], $rows, $updated, $by)",
                ("alias", alias), ("key", key), ("columns", JsonSerializer.Serialize(columns)), ("rows", count), ("updated", now.UtcDateTime), ("by", actor));
        });
        lake.SchemaChanged();
        return Find(alias)!;
    }

    /// <summary>Removes a watchlist; false when there is none of the alias.</summary>
    public bool Remove(string alias)
    {
        if (Find(alias) is not { } list)
        {
            return false;
        }

        lake.InTransaction(() => Delete(list.Alias));
        lake.SchemaChanged();
        return true;
    }

    /// <summary>First rows of a watchlist, in the file's order of columns.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(Watchlist list, int take)
        => lake.Query(
            $"SELECT {string.Join(", ", list.Columns.Select(DuckLake.Quote))} FROM watch.{DuckLake.Quote(Table(list.Alias))} LIMIT {take.ToString(CultureInfo.InvariantCulture)}",
            r => (IReadOnlyList<string>)[.. Enumerable.Range(0, list.Columns.Count).Select(r.GetString)]);

    /// <summary>Creates what is needed to keep watchlists.</summary>
    internal void Prepare()
        => lake.Execute("CREATE SCHEMA IF NOT EXISTS watch; CREATE TABLE IF NOT EXISTS watchlists (alias VARCHAR, key VARCHAR, columns VARCHAR[], rows BIGINT, updated TIMESTAMP, updated_by VARCHAR)");

    /// <summary>The watchlists as queries see them.</summary>
    internal IReadOnlyDictionary<string, TableDefinition> Tables()
        => All().ToDictionary(w => w.Alias, Definition, StringComparer.OrdinalIgnoreCase);

    private static TableDefinition Definition(Watchlist list)
        => new(list.Alias, [.. list.Columns.Prepend(KeyColumn).Distinct(StringComparer.Ordinal).Select(c => new TableColumn(c, KqlType.String, ColumnForm.NullableText))], $"{DuckLake.CatalogName}.watch.{DuckLake.Quote(Table(list.Alias))}", null);

    private void Delete(string alias)
    {
        lake.Execute($"DROP TABLE IF EXISTS watch.{DuckLake.Quote(Table(alias))}");
        lake.Execute("DELETE FROM watchlists WHERE lower(alias) = $alias", ("alias", Table(alias)));
    }

    private static string Table(string alias) => alias.ToLowerInvariant();
}
