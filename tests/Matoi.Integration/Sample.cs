using System.Text.Json.Nodes;

namespace Matoi.Integration;

/// <summary>Builds records as the clouds write them; every number is an event of its own.</summary>
internal static class Sample
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static JsonObject CloudTrail(int number, DateTimeOffset? time = null) => new()
    {
        ["eventVersion"] = "1.08",
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["userName"] = "alice", ["accountId"] = "111122223333" },
        ["eventTime"] = $"{time ?? Start.AddSeconds(number % 3600):yyyy-MM-ddTHH:mm:ssZ}",
        ["eventSource"] = "s3.amazonaws.com",
        ["eventName"] = "GetObject",
        ["awsRegion"] = "us-east-1",
        ["sourceIPAddress"] = "203.0.113.24",
        ["userAgent"] = "aws-cli/2",
        ["eventID"] = $"{number:x8}-0000-4000-8000-000000000000",
        ["eventType"] = "AwsApiCall",
        ["recipientAccountId"] = "111122223333",
    };

    public static string Line(int number, DateTimeOffset? time = null) => CloudTrail(number, time).ToJsonString();

    /// <summary>A CloudTrail file as S3 has it.</summary>
    public static string Records(IEnumerable<int> numbers) => $"{{\"Records\":[{string.Join(',', numbers.Select(n => Line(n)))}]}}";

    /// <summary>A GuardDuty finding about a user's access key, seen <paramref name="count"/> times.</summary>
    public static string GuardDuty(string id, string user = "alice", double severity = 8, int count = 1, int minute = 0, bool archived = false, string type = "UnauthorizedAccess:IAMUser/MaliciousIPCaller") => new JsonObject
    {
        ["schemaVersion"] = "2.0",
        ["accountId"] = "111122223333",
        ["region"] = "us-east-1",
        ["partition"] = "aws",
        ["id"] = id,
        ["arn"] = $"arn:aws:guardduty:us-east-1:111122223333:detector/d/finding/{id}",
        ["type"] = type,
        ["resource"] = new JsonObject
        {
            ["resourceType"] = "AccessKey",
            ["accessKeyDetails"] = new JsonObject { ["accessKeyId"] = $"AKIA{user.ToUpperInvariant()}", ["principalId"] = $"AID{user}", ["userType"] = "IAMUser", ["userName"] = user },
        },
        ["service"] = new JsonObject
        {
            ["serviceName"] = "guardduty", ["archived"] = archived, ["count"] = count,
            ["eventFirstSeen"] = $"{Start:yyyy-MM-ddTHH:mm:ssZ}", ["eventLastSeen"] = $"{Start.AddMinutes(minute):yyyy-MM-ddTHH:mm:ssZ}",
        },
        ["severity"] = severity,
        ["createdAt"] = $"{Start:yyyy-MM-ddTHH:mm:ssZ}",
        ["updatedAt"] = $"{Start.AddMinutes(minute).AddSeconds(count):yyyy-MM-ddTHH:mm:ssZ}",
        ["title"] = $"API calls of {user} from a malicious address.",
        ["description"] = "An API was called.",
    }.ToJsonString();
}
