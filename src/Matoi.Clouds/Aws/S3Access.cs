using System.Globalization;
using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>
/// S3 server access logs, into Sentinel's <c>AWSS3ServerAccess</c>: the lines that S3 delivers and JSON objects with the fields' names in lower case.
/// <c>-</c> is no value. Format: S3 user guide, server access log format.
/// </summary>
[Source("aws.s3access", "Amazon S3 server access logs", Cloud = Cloud.Aws, Summary = "Server access logs of buckets, from S3.")]
internal sealed partial class S3Access : Source
{
    // In the order of the line; the time stands third.
    private static readonly string[] Fields =
    [
        "BucketOwner", "Bucket", "TimeGenerated:datetime", "RemoteIp", "Requester", "RequestId", "Operation", "Key", "RequestUri", "HttpStatus:int", "ErrorCode",
        "BytesSent:int", "ObjectSize:int", "TotalTime:int", "TurnAroundTime", "Referer", "UserAgent", "VersionId", "HostId", "SignatureVersion", "CipherSuite",
        "AuthenticationType", "HostHeader", "TLSVersion", "AccessPointARN", "ACLRequired",
    ];

    private static readonly JsonTable Table = new("AWSS3ServerAccess", ignoreCase: true,
        [.. Fields.Select(f => (f, Column.Parse(f).Name is var name && name == "TimeGenerated" ? "" : name))]);

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Text is { } line
        ? line.IndexOf(" [", StringComparison.Ordinal) is > 8 and < 150 and var at && line.Length > at + 29 && line[at + 4] == '/' && line[at + 8] == '/'
            && line[at + 28] == ']' && line.AsSpan(0, at).Count(' ') == 1
        : record.Has("bucket", "remoteip") || record.Has("bucketowner", "bucket", "operation");

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var values = record.Text is { } line ? Values(line) : [];
        string? Value(int at, string name) => record.Text is null ? record.Json.Text(name) : at < values.Count && values[at] != "-" ? values[at] : null;
        var requester = Value(4, "requester");
        return RecordSubject.Of(
        [
            AwsEntities.ByArn(requester),
            AwsEntities.SessionHost(":" + requester?[(requester.LastIndexOf('/') + 1)..]),
            Entity.Ip(Value(3, "remoteip")),
            AwsEntities.Bucket(Value(1, "bucket")),
        ], record.Delivery?.Account, record.Delivery?.Region);
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (record.Text is not { } line)
        {
            if (output.Time(record, out var at, "time") is { } problem)
            {
                return problem;
            }

            output.Row(Table, at, record, record.OwnId(record.Json.Text("requestid"), record.Json.Text("operation"), record.Json.Text("key")));
            return null;
        }

        var values = Values(line);
        if (!DateTimeOffset.TryParseExact(values[2], "dd/MMM/yyyy:HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
        {
            return output.Time(values[2], "time", out _);
        }

        var row = output.Row(Table, time, record);
        for (var i = 0; i < values.Count && i < Fields.Length; i++)
        {
            var column = Column.Parse(Fields[i]);
            if (values[i] is "-" or "" || column.Type == ColumnType.DateTime)
            {
                continue;
            }

            if (column.Type == ColumnType.String)
            {
                row.Set(column.Name, values[i]);
            }
            else if (int.TryParse(values[i], CultureInfo.InvariantCulture, out var number))
            {
                row.Set(column.Name, (long?)number);
            }
        }

        return null;
    }

    private static List<string> Values(string line) => [.. Token().Matches(line).Select(m => m.Value[0] is '"' or '[' ? m.Value[1..^1] : m.Value)];

    [GeneratedRegex("""\[[^\]]*\]|"(?:[^"\\]|\\.)*"(?=\s|$)|\S+""")]
    private static partial Regex Token();
}
