using System.Globalization;
using DuckDB.NET.Data;
using Matoi.Kql;
using Matoi.Storage.Lake;

namespace Matoi.Investigate.Hunting;

/// <summary>Writes a result as Parquet (zstd). Times are timestamps in microseconds, lengths of time and decimals text, dynamic JSON text, guids UUIDs.</summary>
internal static class ResultParquet
{
    /// <summary>The file, which goes when it is closed.</summary>
    public static Stream Open(KqlResult result)
    {
        var file = Path.Combine(Path.GetTempPath(), $"matoi-{Guid.NewGuid():N}.parquet");
        try
        {
            Write(result, file);
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    private static void Write(KqlResult result, string file)
    {
        using var database = new DuckDBConnection("Data Source=:memory:");
        database.Open();

        // Columns whose names differ by case only are told apart by position while they lie in the table.
        Execute(database, $"CREATE TABLE result ({string.Join(", ", result.Columns.Select((c, i) => $"c{i.ToString(CultureInfo.InvariantCulture)} {SqlType(c.Type)}").DefaultIfEmpty("c0 VARCHAR"))})");
        using (var appender = database.CreateAppender("result"))
        {
            foreach (var row in result.Rows)
            {
                var line = appender.CreateRow();
                foreach (var value in row)
                {
                    Append(line, value);
                }

                line.EndRow();
            }
        }

        var names = Unique(result.Columns.Select(c => c.Name));
        Execute(database, $"COPY (SELECT {string.Join(", ", names.Select((n, i) => $"c{i.ToString(CultureInfo.InvariantCulture)} AS {DuckLake.Quote(n)}").DefaultIfEmpty("c0"))} FROM result) TO '{file}' (FORMAT parquet, COMPRESSION zstd)");
    }

    private static List<string> Unique(IEnumerable<string> names)
    {
        var (taken, list) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new List<string>());
        foreach (var name in names)
        {
            var free = name;
            for (var i = 1; !taken.Add(free); i++)
            {
                free = $"{name}_{i}";
            }

            list.Add(free);
        }

        return list;
    }

    private static void Append(IDuckDBAppenderRow line, object? value)
    {
        _ = value switch
        {
            null => line.AppendNullValue(),
            bool flag => line.AppendValue(flag),
            int number => line.AppendValue(number),
            long number => line.AppendValue(number),
            double real => line.AppendValue(real),
            DateTime time => line.AppendValue(time),
            Guid guid => line.AppendValue(guid),
            _ => line.AppendValue(ResultFormats.Text(value)),
        };
    }

    private static string SqlType(KqlType type) => type switch
    {
        KqlType.Bool => "BOOLEAN",
        KqlType.Int => "INTEGER",
        KqlType.Long => "BIGINT",
        KqlType.Real => "DOUBLE",
        KqlType.DateTime => "TIMESTAMP",
        KqlType.Guid => "UUID",
        _ => "VARCHAR",
    };

    private static void Execute(DuckDBConnection database, string sql)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // Column names are quoted, the file's name is our own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
