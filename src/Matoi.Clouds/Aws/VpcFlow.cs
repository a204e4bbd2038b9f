using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text;
using Matoi.Clouds.Azure;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>
/// VPC flow logs, versions 2 to 8, into Sentinel's <c>AWSVPCFlow</c>: lines with a header (S3 files, any fields in any order), lines without one (the fields
/// of their version in documented order) and JSON objects. <c>-</c> is no value. Format: VPC user guide, flow log records.
/// </summary>
[Source("aws.vpcflow", "Amazon VPC Flow Logs", Cloud = Cloud.Aws, Summary = "VPC flow logs from S3 or CloudWatch Logs, default or custom fields.")]
internal sealed class VpcFlow : Source
{
    private static readonly (string Column, string Field)[] Fields =
    [
        ("Version:int", "version"), ("AccountId", "account-id"), ("InterfaceId", "interface-id"), ("SrcAddr", "srcaddr"), ("DstAddr", "dstaddr"),
        ("SrcPort:int", "srcport"), ("DstPort:int", "dstport"), ("Protocol:int", "protocol"), ("Packets:int", "packets"), ("Bytes:long", "bytes"),
        ("Start:datetime", "start"), ("End:datetime", "end"), ("Action", "action"), ("LogStatus", "log-status"),
        ("VpcId", "vpc-id"), ("SubnetId", "subnet-id"), ("InstanceId", "instance-id"), ("TcpFlags:int", "tcp-flags"), ("TrafficType", "type"),
        ("PktSrcAddr", "pkt-srcaddr"), ("PktDstAddr", "pkt-dstaddr"),
        ("Region", "region"), ("AzId", "az-id"), ("SublocationType", "sublocation-type"), ("SublocationId", "sublocation-id"),
        ("PktSrcAwsService", "pkt-src-aws-service"), ("PktDstAwsService", "pkt-dst-aws-service"), ("FlowDirection", "flow-direction"), ("TrafficPath", "traffic-path"),
        ("EcsClusterArn", "ecs-cluster-arn"), ("EcsClusterName", "ecs-cluster-name"), ("EcsContainerInstanceArn", "ecs-container-instance-arn"),
        ("EcsContainerInstanceId", "ecs-container-instance-id"), ("EcsContainerId", "ecs-container-id"), ("EcsSecondContainerId", "ecs-second-container-id"),
        ("EcsServiceName", "ecs-service-name"), ("EcsTaskDefinitionArn", "ecs-task-definition-arn"), ("EcsTaskArn", "ecs-task-arn"), ("EcsTaskId", "ecs-task-id"),
    ];

    private static readonly JsonTable Table = new("AWSVPCFlow", ignoreCase: true, [("TimeGenerated:datetime", ""),
        .. Fields.Select(f => (f.Column, $"{f.Field}|{f.Field.Replace('-', '_')}|{f.Field.Replace("-", "", StringComparison.Ordinal)}"))]);

    private static readonly FrozenDictionary<string, int> Columns = Fields.SelectMany(f => new[] { f.Field, f.Field.Replace('-', '_') }.Distinct()
        .Select(name => KeyValuePair.Create(name, Table[Column.Parse(f.Column).Name]))).ToFrozenDictionary();

    private static readonly string[] Documented = [.. Fields.Select(f => f.Field)];

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool IsHeader(string line) => line.Contains("srcaddr", StringComparison.Ordinal)
        && TextFields.Split(line) is var names && names.Count(Columns.ContainsKey) * 2 > names.Count;

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Text is { } line
        ? Owned(record) is { } header ? line.Count(line.Contains(',') ? ',' : ' ') == header.Count - 1 : IsLine(line)
        : !record.Has("class_uid") && (record.Has("srcAddr", "dstAddr") || record.Has("srcaddr", "dstaddr") || record.Has("interface_id", "log_status"));

    /// <summary>Whether a line without a header is a flow: version, account, interface, and the fields of version 2 at least.</summary>
    public static bool IsLine(string line) => line.Length > 40 && char.IsAsciiDigit(line[0]) && line[1] == ' '
        && line.IndexOf(' ', 2) is > 2 and var account && line.AsSpan(account + 1).StartsWith("eni-", StringComparison.Ordinal) && line.Count(' ') >= 13;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var names = record.Text is null ? [] : Owned(record) ?? Documented;
        var values = record.Text is { } line ? TextFields.Split(line) : [];
        string? Value(string field)
        {
            var spellings = new[] { field, field.Replace('-', '_'), field.Replace("-", "", StringComparison.Ordinal) };
            var value = record.Text is null ? record.Json.FindText(string.Join('|', spellings))
                : spellings.Select(name => Index(names, name)).FirstOrDefault(i => i >= 0, -1) is >= 0 and var at && at < values.Count ? values[at] : null;
            return value == "-" ? null : value;
        }

        var (account, region) = (Value("account-id") ?? record.Delivery?.Account, Value("region") ?? record.Delivery?.Region);
        return RecordSubject.Of(
        [
            Entity.HostIn(Cloud.Aws, Value("instance-id")),
            Entity.Ip(Value("srcaddr")),
            Entity.Ip(Value("dstaddr")),
            Entity.Ip(Value("pkt-srcaddr")),
            Entity.Ip(Value("pkt-dstaddr")),
        ], account, region);
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (record.Text is not { } line)
        {
            if (output.Time(record, out var time, "end", "start", "timestamp") is { } problem)
            {
                return problem;
            }

            output.Row(Table, time, record);
            return null;
        }

        var names = Owned(record) ?? Documented;
        var values = TextFields.Split(line);
        var at = Index(names, "end") is >= 0 and var end ? end : Index(names, "start");
        if (output.Time(at >= 0 && at < values.Count && values[at] != "-" ? values[at] : record.Delivery?.Time?.ToString("O"), "end", out var ended) is { } missing)
        {
            return missing;
        }

        var row = output.Row((LogTable)Table, ended, record);
        for (var i = 0; i < values.Count && i < names.Count; i++)
        {
            if (values[i] is not "-" and not "" && Columns.TryGetValue(names[i], out var column))
            {
                Set(row, column, values[i]);
            }
        }

        return null;
    }

    private static void Set(RowWriter row, int column, string value)
    {
        Span<byte> utf8 = stackalloc byte[256];
        var text = Encoding.UTF8.TryGetBytes(value, utf8, out var length) ? utf8[..length] : Encoding.UTF8.GetBytes(value);
        switch (Table.Columns[column].Type)
        {
            case ColumnType.String:
                row.Set(column, text);
                break;
            case ColumnType.DateTime when EventTimes.Read(text) is { } time:
                row.Set(column, RowBatch.Micros(time));
                break;
            case ColumnType.Int or ColumnType.Long when Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length
                && (Table.Columns[column].Type == ColumnType.Long || number is >= int.MinValue and <= int.MaxValue):
                row.Set(column, number);
                break;
        }
    }

    private static IReadOnlyList<string>? Owned(SourceRecord record) => record.Header is { } header && Index(header, "srcaddr") >= 0 ? header : null;

    private static int Index(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
