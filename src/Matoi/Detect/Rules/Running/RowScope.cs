using Matoi.Model;

namespace Matoi.Detect.Rules.Running;

/// <summary>Where the things that a row names live: the cloud of the tables that the rule reads, and the account that the row's usual columns give.</summary>
/// <param name="Cloud">The cloud; Unknown when the rule reads tables of several.</param>
/// <param name="Account">AWS account, Azure subscription or Google project; empty when the row does not say.</param>
/// <param name="Region">Region; empty when the row does not say.</param>
/// <param name="Arn">The principal of an AWS row; empty when it has none.</param>
public sealed record RowScope(Cloud Cloud, string Account, string Region, string Arn)
{
    private static readonly string[] AwsAccounts = ["RecipientAccountId", "UserIdentityAccountId", "AccountId", "AwsAccountId"];
    private static readonly string[] AzureAccounts = ["SubscriptionId", "AzureSubscriptionId"];
    private static readonly string[] GoogleAccounts = ["ProjectId", "GCPProjectId", "ProjectName"];
    private static readonly string[] Regions = ["AWSRegion", "AwsRegion", "Region"];

    /// <summary>The scope of a row.</summary>
    public static RowScope Of(Cloud cloud, ResultTable table, object?[] row)
    {
        var accounts = cloud switch { Cloud.Aws => AwsAccounts, Cloud.Azure => AzureAccounts, Cloud.Google => GoogleAccounts, _ => [] };
        return new(cloud, First(table, row, accounts), First(table, row, Regions), First(table, row, ["UserIdentityArn"]));
    }

    private static string First(ResultTable table, object?[] row, string[] columns) => columns.Select(c => table.Text(row, c)).FirstOrDefault(text => text.Length > 0) ?? "";
}
