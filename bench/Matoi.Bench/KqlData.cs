using DuckDB.NET.Data;
using Matoi.Kql;
using Matoi.Kql.DuckDb;
using Matoi.Kql.Relations;

namespace Matoi.Bench;

/// <summary>
/// A DuckDB file with CloudTrail-shaped rows as the lake keeps them (TIMESTAMP, text with NULL, JSON as text): 300 event names with a long tail, 5,000 principals,
/// 40,000 addresses (40 people, each from one place, sign in to the console), one week with bursts of denied calls; 100,000 indicators.
/// </summary>
internal sealed class KqlData : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("matoi-kql").FullName;
    private readonly DuckDBConnection _root;
    private IReadOnlyList<PathUse> _paths = [];

    public KqlData(long rows, bool dynamic = true)
    {
        _root = new($"Data Source={Path.Combine(_folder, "lake.duckdb")}");
        _root.Open();
        Execute("SET threads=2; SET memory_limit='4GB'; SET TimeZone='UTC'; SET preserve_insertion_order=true");
        Execute(Events(rows, dynamic));
        Execute("""
            CREATE TABLE "ThreatIntelligenceIndicator" AS SELECT TIMESTAMP '2026-03-01' + INTERVAL 1 SECOND * i AS "TimeGenerated",
              (i % 223 + 1) || '.' || (i * 7 % 256) || '.' || (i * 13 % 256) || '.' || (i * 31 % 256) AS "NetworkIP", 'indicator-' || i AS "IndicatorId", i % 100 AS "ConfidenceScore", true AS "Active"
            FROM range(100000) r(i)
            """);
        Execute("CHECKPOINT");
        Engine = new(() =>
        {
            var connection = new DuckDBConnection(_root.ConnectionString);
            connection.Open();
            return connection;
        });
    }

    /// <summary>The latest moment of the rows.</summary>
    public static DateTime Now { get; } = new(2026, 3, 8, 0, 0, 0, DateTimeKind.Utc);

    public DuckDbEngine Engine { get; }

    public KqlResult Kql(string text, DateTime? from = null) => Engine.Run(text, new Tables(_paths), new(Now) { MaxRows = 2_000_000, From = from });

    public List<string> Sql(string text)
    {
        using var command = _root.CreateCommand();
#pragma warning disable CA2100 // Texts of this bench.
        command.CommandText = text;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        var row = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(row);
            rows.Add(string.Join('\u001f', row));
        }

        return rows;
    }

    /// <summary>Adds a column for each path, as intake fills them.</summary>
    public void KeepPaths(IReadOnlyList<PathUse> paths)
    {
        foreach (var path in paths)
        {
            Execute($"ALTER TABLE \"{path.Table}\" ADD COLUMN \"{Name(path)}\" VARCHAR; UPDATE \"{path.Table}\" SET \"{Name(path)}\" = coalesce(json_extract_string(\"{path.Column}\", '{path.Path}'), '')");
        }

        Execute("CHECKPOINT");
        _paths = paths;
    }

    private static string Name(PathUse path) => $"~{path.Column}{path.Path[1..].Replace("\"", "", StringComparison.Ordinal)}";

    public void Execute(string sql)
    {
        using var command = _root.CreateCommand();
#pragma warning disable CA2100 // Texts of this bench.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Events(long rows, bool dynamic) => $$"""
        CREATE TABLE "AWSCloudTrail" AS
        SELECT TIMESTAMP '2026-03-01' + to_microseconds(i * {{7L * 86_400_000_000 / rows}}) AS "TimeGenerated",
          CASE WHEN h % 97 = 0 THEN 'ConsoleLogin' WHEN h % 89 = 0 THEN 'Get_Login_Profile' WHEN h % 11 < 6 THEN 'Describe' || (h % 60) ELSE 'Api' || (h % 240) END AS "EventName",
          CASE h % 7 WHEN 0 THEN 'signin.amazonaws.com' WHEN 1 THEN 'iam.amazonaws.com' WHEN 2 THEN 's3.amazonaws.com' ELSE 'ec2.amazonaws.com' END AS "EventSource",
          'arn:aws:iam::' || (111122223333 + u % 20) || ':user/user' || u AS "UserIdentityArn",
          'user' || u AS "UserIdentityUserName",
          (a % 223 + 1) || '.' || (a * 7 % 256) || '.' || (a % 9) || '.' || (a % 97) AS "SourceIpAddress",
          CASE h % 5 WHEN 0 THEN 'aws-cli/2.15.0 Python/3.11 Linux/5.10' WHEN 1 THEN 'Boto3/1.34 Python/3.9' WHEN 2 THEN 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' ELSE 'console.amazonaws.com' END AS "UserAgent",
          CASE WHEN h % 17 = 0 OR (hour % 41 = 7 AND h % 20 = 5) THEN 'AccessDenied' WHEN h % 101 = 0 THEN 'Client.UnauthorizedOperation' END AS "ErrorCode",
          CASE h % 4 WHEN 0 THEN 'us-east-1' WHEN 1 THEN 'ap-northeast-1' ELSE 'eu-west-1' END AS "AWSRegion"{{(dynamic ? """
          ,
          '{"bucketName":"bucket-' || (h % 400) || '","userName":"user' || (h % 5000) || '","policy":{"effect":"' || CASE WHEN h % 13 = 0 THEN 'Deny' ELSE 'Allow' END || '","actions":["s3:Get' || (h % 30) || '","s3:List' || (h % 20) || '"]},"maxResults":' || (h % 1000) || '}' AS "RequestParameters",
          '[{"ARN":"arn:aws:s3:::bucket-' || (h % 400) || '","type":"AWS::S3::Bucket"},{"ARN":"arn:aws:s3:::bucket-' || (h % 400) || '/key' || (h % 1000) || '","type":"AWS::S3::Object"}]' AS "Resources"
          """ : "")}}
        FROM (SELECT *, CASE WHEN h % 97 = 0 THEN h // 97 % 40 ELSE h % 5000 END AS u, CASE WHEN h % 97 = 0 THEN h // 97 % 40 ELSE h END AS a
          FROM (SELECT i, hash(i) % 1000000007 AS h, i * 168 // {{rows}} AS hour FROM range({{rows}}) r(i)))
        """;

    /// <summary>The two tables as the lake's catalog describes them.</summary>
    private sealed class Tables(IReadOnlyList<PathUse> paths) : KqlCatalog
    {
        private static readonly TableDefinition[] All =
        [
            new("AWSCloudTrail", [Time(), .. "EventName EventSource UserIdentityArn UserIdentityUserName SourceIpAddress UserAgent ErrorCode AWSRegion RequestParameters Resources".Split(' ').Select(Text)], "\"AWSCloudTrail\""),
            new("ThreatIntelligenceIndicator", [Time(), Text("NetworkIP"), Text("IndicatorId"), new("ConfidenceScore", KqlType.Long), new("Active", KqlType.Bool)], "\"ThreatIntelligenceIndicator\""),
        ];

        public override IEnumerable<string> TableNames => All.Select(t => t.Name);

        public override TableDefinition? FindTable(string name) => All.FirstOrDefault(t => t.Name == name) is { } table
            ? table with { Paths = paths.Where(p => p.Table == name).ToDictionary(p => (p.Column, p.Path), Name), PathsSource = table.Source }
            : null;

        private static TableColumn Time() => new("TimeGenerated", KqlType.DateTime, ColumnForm.Timestamp);

        private static TableColumn Text(string name) => new(name, KqlType.String, ColumnForm.NullableText);
    }
}
