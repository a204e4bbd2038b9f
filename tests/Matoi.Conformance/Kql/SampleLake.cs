using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matoi.Detect;
using Matoi.Detect.Intake;
using Matoi.Detect.Watchlists;
using Matoi.Investigate;
using Matoi.Server;
using Matoi.Storage;
using Matoi.Storage.Lake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Matoi.Conformance.Kql;

/// <summary>A data folder with all real records that lie beside the project, read by the real pipeline; made once for all tests.</summary>
public sealed partial class SampleLake : IAsyncLifetime
{
    // Rows that were exported without a time are put to the end of the day of those with one.
    private static readonly (string File, string Table)[] Exports =
    [
        ("AuditLogs_Hunting", "AuditLogs"), ("azureActivity_adele", "AzureActivity"), ("azure_activity", "AzureActivity"), ("disable_accounts", "SigninLogs"),
        ("office_activity", "OfficeActivity"), ("office_activity_inbox_rule", "OfficeActivity"), ("sign-in_adelete", "SigninLogs"), ("signinLogs", "SigninLogs"),
    ];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"matoi-corpus-{Guid.CreateVersion7():N}");
    private ServiceProvider? _services;

    /// <summary>Queries over the records.</summary>
    public LakeKql Kql => _services!.GetRequiredService<LakeKql>();

    /// <summary>Reads everything.</summary>
    public async ValueTask InitializeAsync()
    {
        if (Repository.Shared is null)
        {
            return;
        }

        var folder = DataFolder.At(_folder);
        _services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.None)).AddStorage(folder).AddDetect(MatoiHost.LoadCatalogue(folder)).AddInvestigate().BuildServiceProvider();
        await StorageRoom.PrepareAsync(_services, CancellationToken.None);
        var samples = Directory.CreateDirectory(Path.Combine(_folder, "samples")).FullName;
        foreach (var (file, table) in Exports)
        {
            Convert(Path.Combine(Corpus.Folder, "samples", "training-lab", $"{file}.csv"), table, Path.Combine(samples, $"{file}.jsonl"));
        }

        var (_, problems) = await _services.GetRequiredService<IngestFiles>().HandleAsync(new([Path.Combine(Repository.Shared, "data"), samples], null), null, CancellationToken.None);
        Assert.Empty(problems);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Turns an export of Log Analytics from CSV, with line breaks inside cells, into the JSON rows that its API gives.</summary>
    private static void Convert(string csv, string table, string json)
    {
        var (columns, rows, problem) = WatchlistCsv.Read(File.ReadAllText(csv));
        Assert.Null(problem);
        File.WriteAllLines(json, rows.Select(row =>
        {
            var record = new JsonObject();
            foreach (var (column, value) in columns.Zip(row).Where(c => c.Second.Length > 0 && c.First != "$table"))
            {
                var name = Suffix().Replace(column, "");
                if (!(column.EndsWith("_string", StringComparison.Ordinal) && record.ContainsKey(name)))
                {
                    record[name] = column.EndsWith(']') ? Time(value) : value;
                }
            }

            record["Type"] = table;
            if (!record.ContainsKey("TimeGenerated") && !record.ContainsKey("CreatedDateTime") && !record.ContainsKey("StartTime") && !record.ContainsKey("Start_Time"))
            {
                record["TimeGenerated"] = "2021-04-28T15:30:00Z";
            }

            return record.ToJsonString();
        }));
    }

    private static string Time(string value) => DateTime.ParseExact(value, ["M/d/yyyy, h:mm:ss.FFF tt", "M/d/yyyy, h:mm:ss tt"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).ToString("O", CultureInfo.InvariantCulture);

    [GeneratedRegex(@" \[[^\]]*\]$|_(dynamic|string)$")]
    private static partial Regex Suffix();
}
