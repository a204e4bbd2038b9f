namespace Matoi.Bench;

/// <summary>Typical detections and hunts in KQL, each with SQL that gives the same answer.</summary>
internal static class KqlShapes
{
    private const string Term = "(contains(lower({0}), 'login') AND regexp_matches(lower({0}), '(^|[^\\p{L}\\p{N}])login($|[^\\p{L}\\p{N}])'))";

    public static (string Name, string Kql, string Sql)[] All { get; } =
    [
        ("filter_has",
            """AWSCloudTrail | where EventName has "login" | summarize n=count() by UserIdentityArn""",
            $"SELECT \"UserIdentityArn\", count(*) FROM \"AWSCloudTrail\" WHERE {Term.Replace("{0}", "\"EventName\"", StringComparison.Ordinal)} GROUP BY 1"),
        ("summarize_bin",
            "AWSCloudTrail | where EventSource != 'ec2.amazonaws.com' | summarize n=count() by UserIdentityUserName, bin(TimeGenerated, 1h)",
            "SELECT \"UserIdentityUserName\", time_bucket(INTERVAL 1 HOUR, \"TimeGenerated\"), count(*) FROM \"AWSCloudTrail\" WHERE \"EventSource\" <> 'ec2.amazonaws.com' GROUP BY 1, 2"),
        ("join_windows",
            """
            let recent = AWSCloudTrail | where TimeGenerated > ago(1d) | where EventName in ("ConsoleLogin", "Get_Login_Profile") | summarize n=count() by UserIdentityArn, SourceIpAddress;
            AWSCloudTrail | where TimeGenerated between (ago(7d) .. ago(1d)) | where EventName in ("ConsoleLogin", "Get_Login_Profile") | distinct UserIdentityArn, SourceIpAddress
            | join kind=rightanti recent on UserIdentityArn, SourceIpAddress
            """,
            """
            SELECT r.* FROM (SELECT "UserIdentityArn", "SourceIpAddress", count(*) FROM "AWSCloudTrail" WHERE "TimeGenerated" > TIMESTAMP '2026-03-07' AND "EventName" IN ('ConsoleLogin', 'Get_Login_Profile') GROUP BY 1, 2) r
            ANTI JOIN (SELECT DISTINCT "UserIdentityArn", "SourceIpAddress" FROM "AWSCloudTrail" WHERE "TimeGenerated" BETWEEN TIMESTAMP '2026-03-01' AND TIMESTAMP '2026-03-07' AND "EventName" IN ('ConsoleLogin', 'Get_Login_Profile')) b
            USING ("UserIdentityArn", "SourceIpAddress")
            """),
        ("arg_max",
            "AWSCloudTrail | where ErrorCode == 'AccessDenied' | summarize arg_max(TimeGenerated, EventName, SourceIpAddress) by UserIdentityArn",
            """
            SELECT "UserIdentityArn", max("TimeGenerated"), arg_max({'a': "EventName", 'b': "SourceIpAddress"}, "TimeGenerated") FROM "AWSCloudTrail" WHERE "ErrorCode" = 'AccessDenied' GROUP BY 1
            """),
        ("make_set",
            "AWSCloudTrail | where EventName == 'ConsoleLogin' or isnotempty(ErrorCode) | summarize ips=make_set(SourceIpAddress), n=dcount(EventName) by UserIdentityArn | where array_length(ips) > 3",
            """
            SELECT * FROM (SELECT "UserIdentityArn", list(DISTINCT "SourceIpAddress") AS ips, count(DISTINCT "EventName") FROM "AWSCloudTrail" WHERE "EventName" = 'ConsoleLogin' OR "ErrorCode" <> '' GROUP BY 1) WHERE len(ips) > 3
            """),
        ("mv_expand",
            "AWSCloudTrail | where TimeGenerated > ago(1d) | mv-expand r = parse_json(Resources) | where tostring(r.type) == 'AWS::S3::Bucket' | summarize n=count() by arn=tostring(r.ARN)",
            """
            SELECT r ->> '$.ARN', count(*) FROM (SELECT unnest(from_json("Resources", '["JSON"]')) AS r FROM "AWSCloudTrail" WHERE "TimeGenerated" > TIMESTAMP '2026-03-07') WHERE r ->> '$.type' = 'AWS::S3::Bucket' GROUP BY 1
            """),
        ("json_paths",
            "AWSCloudTrail | where EventSource == 's3.amazonaws.com' | extend p = parse_json(RequestParameters) | where tostring(p.policy.effect) == 'Deny' | summarize n=count() by bucket=tostring(p.bucketName), user=tostring(p.userName)",
            """
            SELECT p[1], p[2], count(*) FROM (SELECT json_extract_string("RequestParameters", ['$.bucketName', '$.userName', '$.policy.effect']) AS p FROM "AWSCloudTrail" WHERE "EventSource" = 's3.amazonaws.com') WHERE p[3] = 'Deny' GROUP BY 1, 2
            """),
        ("series_outliers",
            """
            AWSCloudTrail | where isnotempty(ErrorCode) | make-series n=count() default=0 on TimeGenerated from datetime(2026-03-01) to datetime(2026-03-08) step 1h by AWSRegion
            | extend o = series_outliers(n) | mv-expand TimeGenerated to typeof(datetime), n to typeof(long), o to typeof(real) | where o > 1.5 or o < -1.5
            """,
            """
            SELECT g.r, h.t, coalesce(c.n, 0) FROM (SELECT DISTINCT "AWSRegion" AS r FROM "AWSCloudTrail" WHERE "ErrorCode" <> '') g CROSS JOIN (SELECT unnest(generate_series(TIMESTAMP '2026-03-01', TIMESTAMP '2026-03-07 23:00:00', INTERVAL 1 HOUR)) AS t) h
            LEFT JOIN (SELECT "AWSRegion" AS r, time_bucket(INTERVAL 1 HOUR, "TimeGenerated") AS t, count(*) AS n FROM "AWSCloudTrail" WHERE "ErrorCode" <> '' GROUP BY 1, 2) c USING (r, t)
            WINDOW w AS (PARTITION BY g.r)
            QUALIFY coalesce(c.n, 0) > quantile_cont(coalesce(c.n, 0), 0.9) OVER w + 1.5 / 2.7726056055079153 * (quantile_cont(coalesce(c.n, 0), 0.9) OVER w - quantile_cont(coalesce(c.n, 0), 0.1) OVER w)
              OR coalesce(c.n, 0) < quantile_cont(coalesce(c.n, 0), 0.1) OVER w - 1.5 / 2.7726056055079153 * (quantile_cont(coalesce(c.n, 0), 0.9) OVER w - quantile_cont(coalesce(c.n, 0), 0.1) OVER w)
            """),
        ("ti_lookup",
            """
            let indicators = ThreatIntelligenceIndicator | where Active == true and ConfidenceScore > 50 | distinct NetworkIP;
            AWSCloudTrail | where TimeGenerated > ago(3d) | where SourceIpAddress in (indicators) | summarize n=count(), first=min(TimeGenerated) by SourceIpAddress
            """,
            """
            SELECT "SourceIpAddress", count(*), min("TimeGenerated") FROM "AWSCloudTrail" WHERE "TimeGenerated" > TIMESTAMP '2026-03-05'
              AND "SourceIpAddress" IN (SELECT "NetworkIP" FROM "ThreatIntelligenceIndicator" WHERE "Active" AND "ConfidenceScore" > 50) GROUP BY 1
            """),
        ("failures_then_success",
            """
            AWSCloudTrail | where EventName == "ConsoleLogin" | summarize failed=countif(ErrorCode =~ "accessdenied"), ok=countif(isempty(ErrorCode)), last=max(TimeGenerated) by UserIdentityArn, SourceIpAddress, bin(TimeGenerated, 10m)
            | where failed > 0 and ok > 0
            """,
            """
            SELECT "UserIdentityArn", "SourceIpAddress", time_bucket(INTERVAL 10 MINUTE, "TimeGenerated"), count(*) FILTER (WHERE lower("ErrorCode") = 'accessdenied') AS f, count(*) FILTER (WHERE "ErrorCode" IS NULL OR "ErrorCode" = '') AS s, max("TimeGenerated")
            FROM "AWSCloudTrail" WHERE "EventName" = 'ConsoleLogin' GROUP BY 1, 2, 3 HAVING f > 0 AND s > 0
            """),
        ("text_search",
            """AWSCloudTrail | where UserAgent contains "python" and UserAgent !startswith "boto" and EventName matches regex @"^Describe[0-9]$" | summarize n=count() by UserIdentityUserName | top 20 by n""",
            """
            SELECT "UserIdentityUserName", count(*) AS n FROM "AWSCloudTrail" WHERE contains(lower("UserAgent"), 'python') AND NOT starts_with(lower("UserAgent"), 'boto') AND regexp_matches("EventName", '^Describe[0-9]$') GROUP BY 1 ORDER BY n DESC LIMIT 20
            """),
        ("has_any_list",
            """AWSCloudTrail | where EventName has_any ("login", "Api7", "Describe12") and AWSRegion in~ ("US-EAST-1", "eu-west-1") | extend account = extract(@"::(\d+):", 1, UserIdentityArn) | summarize n=count(), users=dcount(UserIdentityUserName) by account, bin(TimeGenerated, 1d)""",
            """
            SELECT regexp_extract("UserIdentityArn", '::(\d+):', 1), time_bucket(INTERVAL 1 DAY, "TimeGenerated"), count(*), count(DISTINCT "UserIdentityUserName") FROM "AWSCloudTrail"
            WHERE regexp_matches(lower("EventName"), '(^|[^\p{L}\p{N}])(login|api7|describe12)($|[^\p{L}\p{N}])') AND lower("AWSRegion") IN ('us-east-1', 'eu-west-1') GROUP BY 1, 2
            """),
    ];
}
