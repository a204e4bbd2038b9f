using System.Collections.Concurrent;
using System.Globalization;
using Matoi.Kql.Tests.Syntax;
using Xunit;

namespace Matoi.Kql.Tests.Fuzz;

/// <summary>
/// Whatever the query, it gives rows or says what is wrong with it: no other exception, no statement that the engine rejects, no end of the process.
/// <c>MATOI_FUZZ=N</c> runs N queries, <c>MATOI_LONG=1</c> a million; <c>MATOI_FUZZ_SEED</c> begins elsewhere.
/// </summary>
public sealed class QueryFuzzTests
{
    private const int Seed = 20260901;

    private static readonly string[] OwnQueries =
    [
        "Every | summarize n = count(), arg_max(dt, *), make_set(st), percentile(re, 95) by bin(TimeGenerated, 1h), gu | sort by n desc nulls last | extend r = row_number(), p = prev(n, 1, 0)",
        "Every | join kind=leftouter (T | where lo between (1 .. 50) | project st, x = dy.a[0], k = it) on st, $left.it == $right.k | project-away st1",
        "Every | make-series c = count(), m = max(re) default=0.0 on dt from datetime(2026-03-01) to datetime(2026-03-05) step 1d by st | extend (s, l) = series_fit_line(c) | mv-expand c to typeof(long)",
        "T | mv-apply e = ar to typeof(string) on (where e has '2' | summarize x = make_list(e)) | extend y = array_length(x)",
        "Every | parse st with a:long '.' b '.' * | parse-kv st as (q:string) with (pair_delimiter='&', kv_delimiter='=') | where a in (1, 203) or b in~ ('A')",
        "let f = (n:long, R:(st:string)) { R | where strlen(st) > n }; union withsource=S f(1, Every), (T | where st matches regex @'\\d+') | top-nested 2 of st by count()",
        "Every | scan declare (x:long = 0) with (step a: lo > 1 => x = a.x + lo; step b: true => x = b.x;) | evaluate bag_unpack(dy)",
        "let x = toscalar(Every | summarize max(dt)); Every | where dt < x - 1d and de >= 1.5 and ts < 1h | extend z = iff(bo, tostring(gu), strcat(st, re)), c = case(it > 1, 'a', bo, 'b', 'c')",
        "Every | partition by st (top 1 by lo) | evaluate pivot(st, sum(lo)) | search in (Every, T) 'x' | find in (T) where st has 'a'",
        "datatable(a:dynamic, b:timespan)[dynamic([1d]), time(1.00:00:00), dynamic(null), -5m] | extend c = a[0], d = b / 2, e = b * 2.5, f = format_timespan(b, 'd.hh:mm') | where isnotempty(a)",
        "range n from 1 to 5 step 1 | extend t = startofday(datetime(2026-03-01) + n * 1h), h = hash(n), s = split('a,b', ','), j = parse_json('{}') | summarize dcount(n), hll(n), tdigest(n), stdev(n), make_bag(j) by t",
        "print x = extract_all(@'(\\d)', 'a1b2'), y = replace_regex('a', 'b', 'c'), z = parse_url('https://a/b'), ip = ipv4_is_in_range('10.0.0.1', '10.0.0.0/8'), b = base64_decode_tostring('YQ==')",
    ];

    [Fact]
    public void Query_gives_rows_or_says_what_is_wrong_whatever_it_is()
    {
        var queries = Corpus.IsPresent ? [.. Corpus.Rules().Concat(Corpus.Cases()).Select(c => c.Query).Where(q => q.Length < 4000), .. OwnQueries] : OwnQueries;
        var rounds = Number("MATOI_FUZZ") ?? (Environment.GetEnvironmentVariable("MATOI_LONG") == "1" ? 1_000_000 : 3_000);
        var first = Number("MATOI_FUZZ_SEED") ?? Seed;
        var mutation = new Mutation(queries);
        using var tables = new FuzzTables(queries);
        var faults = new ConcurrentDictionary<string, string>();
        var (answered, cancel) = (0, TestContext.Current.CancellationToken);
        Parallel.For(0, rounds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, round =>
        {
            // Each round has a seed of its own, so that one of them can be run alone.
            var random = new Random(first + round);
            var query = random.Next(2) == 0 ? Mutation.Call(random) : mutation.Next(random);
            if (Fault(tables, query, cancel) is { } fault)
            {
                faults.TryAdd(Kind(fault), $"seed {first + round}: {fault}\n{query}");
            }
            else
            {
                Interlocked.Increment(ref answered);
            }
        });

        Assert.True(faults.IsEmpty, $"{faults.Count} kinds of fault\n\n{string.Join("\n\n", faults.Values)}");
        Assert.True(answered == rounds, $"{answered} of {rounds} queries were run");
    }

    /// <summary>What no query may lead to; null when it gave rows or a reason, such as that it takes too long or needs too much memory.</summary>
    private static string? Fault(FuzzTables tables, string query, CancellationToken cancel)
    {
        try
        {
            tables.Run(query, cancel);
            return null;
        }
        catch (KqlException e)
        {
            return e.Errors.FirstOrDefault(x => x.Code is ("KQL502" or "KQL599") && !x.Message.Contains("Out of Memory", StringComparison.Ordinal)) is { } error ? $"{error.Code} {error.Message}" : null;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}";
        }
    }

    /// <summary>A fault without what is of its query alone: names in quotes and numbers.</summary>
    private static string Kind(string fault)
        => System.Text.RegularExpressions.Regex.Replace(fault.Length > 400 ? fault[..400] : fault, "\"[^\"]*\"|'[^']*'|\\d+", "~");

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
