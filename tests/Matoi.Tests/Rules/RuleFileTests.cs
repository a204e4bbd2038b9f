using Matoi.Detect.Rules;
using Matoi.Detect.Rules.Reading;
using Matoi.Model;
using Xunit;

namespace Matoi.Tests.Rules;

/// <summary>A rule file is read as it is published, and says everything that is wrong with it at once.</summary>
public class RuleFileTests
{
    private const string Whole = """
        id: 4f19d4e3-ec5f-4abc-9e61-819eb131758c
        name: Console login without MFA
        description: |
          'A login to the console without a second factor.'
        severity: Low
        status: Available
        requiredDataConnectors:
          - connectorId: AWS
            dataTypes:
              - AWSCloudTrail
        queryFrequency: 1h
        queryPeriod: 1d
        triggerOperator: gt
        triggerThreshold: 3
        tactics:
          - Initial access
          - CommandandControl
        relevantTechniques:
          - T1078
        tags: [one, two]
        query: |

          AWSCloudTrail
          | where EventName == "ConsoleLogin"
        entityMappings:
          - entityType: Account
            fieldMappings:
              - identifier: FullName
                columnName: UserIdentityUserName
          - entityType: File hash
            fieldMappings:
              - identifier: Value
                columnName: Hash
        customDetails:
          Agent: UserAgent
        alertDetailsOverride:
          alertDisplayNameFormat: "Login by {{UserIdentityUserName}}"
          alertSeverityColumnName: Sev
          alertDynamicProperties:
            - alertProperty: AlertLink
              value: Link
        eventGroupingSettings:
          aggregationKind: AlertPerResult
        suppressionEnabled: true
        suppressionDuration: PT5H
        incidentConfiguration:
          createIncident: false
          groupingConfiguration:
            enabled: true
            reopenClosedIncident: false
            lookbackDuration: 5h
            matchingMethod: Selected
            groupByEntities: [Host]
        version: 1.0.4
        kind: Scheduled
        """;

    [Fact]
    public void Read_gives_every_field_when_the_file_has_them()
    {
        var reading = Assert.Single(RuleFile.Read("login.yaml", Whole));
        var rule = reading.Rule!;

        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        Assert.Equal(("Console login without MFA", "A login to the console without a second factor.", Severity.Low, "1.0.4"), (rule.Name, rule.Description, rule.Severity, rule.Version));
        Assert.Equal((RuleKind.Scheduled, TimeSpan.FromHours(1), TimeSpan.FromDays(1)), (rule.Kind, rule.Frequency, rule.Period));
        Assert.Equal((TriggerOperator.GreaterThan, 3L, AlertGrouping.AlertPerResult), (rule.TriggerOperator, rule.TriggerThreshold, rule.Grouping));
        Assert.Equal(TimeSpan.FromHours(5), rule.Suppression);
        Assert.Equal(["TA0001", "TA0011"], rule.Tactics);
        Assert.Equal(["T1078"], rule.Techniques);
        Assert.Equal(["Account", "File hash"], rule.EntityMappings.Select(m => m.EntityType));
        Assert.Equal("UserAgent", rule.CustomDetails["Agent"]);
        Assert.Equal(("Login by {{UserIdentityUserName}}", "Sev", "Link"), (rule.AlertDetails!.NameFormat, rule.AlertDetails.SeverityColumn, rule.AlertDetails.Properties["alertLink"]));
        Assert.Equal((false, "Selected", TimeSpan.FromHours(5)), (rule.Incident.CreateIncident, rule.Incident.Grouping!.MatchingMethod, rule.Incident.Grouping.LookbackDuration));
        Assert.Equal(["AWSCloudTrail"], rule.RequiredDataConnectors.Single().DataTypes);
        Assert.Equal("""["one","two"]""", rule.Other["tags"]);
    }

    [Fact]
    public void Read_knows_where_the_query_stands_when_it_is_a_block()
    {
        var place = RuleFile.Read("login.yaml", Whole).Single().Query!;

        // The block's first line is empty and belongs to the query.
        Assert.Equal((23, 3), place.InFile(2, 1));
        Assert.Equal((24, 11), place.InFile(3, 9));
    }

    [Fact]
    public void Read_reports_everything_that_is_wrong_with_its_place()
    {
        var reading = Assert.Single(RuleFile.Read("bad.yaml", """
            id: a
            severity: Terrible
            queryFrequency: soon
            queryPeriod: 30d
            triggerOperator: about
            triggerThreshold: many
            tactics: [Ransomware]
            kind: Scheduled
            query: T
            eventGroupingSettings: { aggregationKind: Both }
            entityMappings:
              - entityType: Ghost
                fieldMappings:
                  - identifier: Name
            colour: red
            """));

        Assert.Null(reading.Rule);
        Assert.Equal(
        [
            "bad.yaml:10:43: aggregationKind 'Both' is not one of SingleAlert, AlertPerResult",
            "bad.yaml:14:9: 'columnName' is missing",
            "bad.yaml:1:1: 'name' is missing",
            "bad.yaml:2:11: severity 'Terrible' is not one of Informational, Low, Medium, High",
            "bad.yaml:3:17: queryFrequency 'soon' is no length of time; write it as 5m, 1h, 14d or PT1H",
            "bad.yaml:5:18: triggerOperator 'about' is not one of gt, lt, eq, ne",
            "bad.yaml:6:19: triggerThreshold 'many' is no whole number",
        ], reading.Errors.Select(e => e.Message).Order(StringComparer.Ordinal));
        Assert.Equal(
        [
            "bad.yaml:12:5: 'Ghost' is no entity type; its columns name no entity",
            "bad.yaml:15:1: 'colour' is no name of an analytics rule; it is kept and means nothing",
            "bad.yaml:4:14: queryPeriod is longer than 14d, which Sentinel does not allow; it runs here",
            "bad.yaml:7:10: 'Ransomware' is no tactic of ATT&CK; it is left out",
        ], reading.Warnings.Select(w => w.Message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_says_where_when_it_is_no_yaml()
    {
        var reading = Assert.Single(RuleFile.Read("broken.yaml", "id: a\nname: [b\nquery: T\n"));

        Assert.Equal("rule-syntax", Assert.Single(reading.Errors).Code);
        Assert.StartsWith("broken.yaml:3:", reading.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_gives_every_rule_when_it_is_an_export()
    {
        var readings = RuleFile.Read("export.json", """
            {
            	"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "resources": [
                { "type": "Microsoft.OperationalInsights/workspaces/providers/alertRules", "kind": "Scheduled",
                  "name": "[concat(parameters('workspace'),'/Microsoft.SecurityInsights/0b9ae89d-8cad-461c-808f-0494f70ad5c4')]",
                  "properties": { "displayName": "Over the wall \ud83e\uddf1", "enabled": true, "query": "SigninLogs\n| where Path == \"a\/b\"", "queryFrequency": "PT5M", "queryPeriod": "P14D",
                    "severity": "High", "triggerOperator": "GreaterThan", "triggerThreshold": 0, "tactics": ["Persistence"], "techniques": ["T1098"], "suppressionEnabled": false, "suppressionDuration": "PT5H",
                    "entityMappings": [ { "entityType": "IP", "fieldMappings": [ { "identifier": "Address", "columnName": "IPAddress" } ] } ],
                    "eventGroupingSettings": null, "customDetails": null } },
                { "type": "Microsoft.OperationalInsights/workspaces/providers/alertRules", "kind": "Fusion", "name": "f", "properties": { "displayName": "Fusion", "enabled": true } }
              ]
            }
            """);

        Assert.Equal(2, readings.Count);
        var rule = readings[0].Rule!;
        Assert.Equal(("0b9ae89d-8cad-461c-808f-0494f70ad5c4", "Over the wall 🧱", true), (rule.Id, rule.Name, rule.Enabled));
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromDays(14), (TimeSpan?)null), (rule.Frequency, rule.Period, rule.Suppression));
        Assert.Equal("SigninLogs\n| where Path == \"a/b\"", rule.Query);
        Assert.Equal(["T1098"], rule.Techniques);
        Assert.StartsWith("{ \"type\": \"Microsoft.Op", readings[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("\"customDetails\": null } }", readings[0].Text, StringComparison.Ordinal);
        Assert.Equal(("rule-kind", true), (readings[1].Errors.Single().Code, readings[1].Errors.Single().Message.Contains("Fusion", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("id: h\nname: Hunt\nquery: T\ntactics: [Impact]", RuleContent.Hunt)]
    [InlineData("id: h\nname: Hunt\nquery: T\nkind: Scheduled", RuleContent.Hunt)]
    [InlineData("title: Sigma\nlogsource: { product: aws }\ndetection: { condition: a }", RuleContent.Foreign)]
    [InlineData("- a\n- b", RuleContent.Foreign)]
    [InlineData("id: n\nname: N\nquery: T\nkind: NRT", RuleContent.Rule)]
    public void Read_tells_rules_from_hunts_and_other_files(string yaml, RuleContent content) => Assert.Equal(content, RuleFile.Read("x.yaml", yaml).Single().Content);

    [Theory]
    [InlineData("1h", "01:00:00")]
    [InlineData("90m", "01:30:00")]
    [InlineData("14d", "14.00:00:00")]
    [InlineData("PT5M", "00:05:00")]
    [InlineData("P1DT12H", "1.12:00:00")]
    [InlineData("P2W", "14.00:00:00")]
    [InlineData("1.02:00:00", "1.02:00:00")]
    [InlineData("2 hours", "02:00:00")]
    [InlineData("0h", null)]
    [InlineData("soon", null)]
    [InlineData("-1h", null)]
    public void Duration_is_read_in_every_form(string text, string? span) => Assert.Equal(span, RuleDuration.Read(text)?.ToString());
}
