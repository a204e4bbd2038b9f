using System.Collections.Concurrent;
using System.Diagnostics;
using Matoi.Kql;
using Matoi.Model.Lake;
using YamlDotNet.Core;

namespace Matoi.Investigate.Hunting.Checks;

/// <summary>Checks the queries of files on tables that have the published columns and no rows, or a few synthetic ones: IR-3. Touches no data folder.</summary>
public static class CheckFiles
{
    /// <summary>What to check and how.</summary>
    /// <param name="Paths">Files, or folders with everything below them.</param>
    public sealed record Request(IReadOnlyList<string> Paths)
    {
        /// <summary>Synthetic rows in every table that a query names.</summary>
        public int Rows { get; init; }

        /// <summary>True makes columns that a schema does not have an error; else they are null, with a warning.</summary>
        public bool Strict { get; init; }

        /// <summary>Folder with further schemas and functions, such as a data folder; null for what is shipped only.</summary>
        public string? Folder { get; init; }

        /// <summary>Tables that sources fill, known besides the published ones.</summary>
        public IReadOnlyList<LogTable> Filled { get; init; } = [];

        /// <summary>What <c>now()</c> is.</summary>
        public required DateTime Now { get; init; }
    }

    /// <summary>Checks every query; what is wrong with one stops no other.</summary>
    public static CheckReport Run(Request request, CancellationToken ct = default)
    {
        var watch = Stopwatch.StartNew();
        var (reached, failed, warned) = (new ConcurrentBag<CheckStage?>(), new ConcurrentBag<CheckFailure>(), new ConcurrentBag<CheckWarning>());
        using var tables = new SyntheticTables(request.Rows, request.Now, request.Folder, request.Filled);
        Parallel.ForEach(QueryFile.Below(request.Paths), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, file =>
        {
            switch (One(file, request, tables, ct))
            {
                case null:
                    break;
                case (var failure, var warnings):
                    reached.Add(failure?.Stage);
                    if (failure is not null)
                    {
                        failed.Add(failure);
                    }

                    foreach (var warning in warnings)
                    {
                        warned.Add(new(file, warning));
                    }

                    break;
            }
        });
        int Past(CheckStage stage) => reached.Count(r => r is null || r > stage);
        return new(
            reached.Count, Past(CheckStage.Parse), Past(CheckStage.Bind), Past(CheckStage.Execute),
            [.. failed.OrderBy(f => f.File, StringComparer.Ordinal)], [.. warned.OrderBy(w => w.File, StringComparer.Ordinal).ThenBy(w => w.Message, StringComparer.Ordinal)], Math.Round(watch.Elapsed.TotalSeconds, 3));
    }

    private static (CheckFailure? Failure, IReadOnlyList<string> Warnings)? One(string file, Request request, SyntheticTables tables, CancellationToken ct)
    {
        QueryFile? query;
        try
        {
            query = QueryFile.Read(file);
        }
        catch (YamlException e)
        {
            return (new(file, (int)e.Start.Line, (int)e.Start.Column, "rule-syntax", $"the file is not valid YAML: {e.Message}", CheckStage.Parse, []), []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (new(file, 1, 1, "file-unreadable", $"the file cannot be read: {e.Message}", CheckStage.Parse, []), []);
        }

        if (query is null)
        {
            return null;
        }

        try
        {
            var options = new KqlOptions(request.Now) { Lenient = !request.Strict, EmptyExternals = true, Timeout = TimeSpan.FromMinutes(1) };
            return (null, tables.Run(query.Text, options, ct).Warnings);
        }
        catch (KqlException e)
        {
            return (Failure(query, e), []);
        }
    }

    private static CheckFailure Failure(QueryFile query, KqlException e)
    {
        var first = e.Errors[0];
        var (line, column) = first.Position(query.Text);
        var place = query.Place(line, column);
        return new(query.File, place.Line, place.Column, first.Code, Message(first), Stage(first.Code), [.. e.Errors.Skip(1).Select(error => $"{Shown(query, error)} {error.Code} {Message(error)}")]);
    }

    private static string Shown(QueryFile query, KqlError error)
    {
        var (line, column) = error.Position(query.Text);
        var place = query.Place(line, column);
        return $"{place.Line}:{place.Column}:";
    }

    private static string Message(KqlError error) => error.Suggestion is null ? error.Message : $"{error.Message} (did you mean '{error.Suggestion}'?)";

    private static CheckStage Stage(string code) => code[3] switch { '1' => CheckStage.Parse, '5' => CheckStage.Execute, _ => CheckStage.Bind };
}
