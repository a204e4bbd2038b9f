using Matoi.Model;
using Matoi.Model.Assets;

namespace Matoi.Prioritise.Assets;

/// <summary>Says how a tag is set; VALUE stands for what only a person knows. Whatever comes from a cloud is quoted, so that a resource cannot smuggle a command into the terminal of whoever repairs it.</summary>
internal static class TagRepair
{
    public static string For(Asset asset, string tag)
    {
        var (pair, parts) = (Quoted($"{tag}=VALUE"), asset.Id.Split('/'));
        return asset.Cloud switch
        {
            Cloud.Aws when asset.Id.StartsWith("arn:", StringComparison.Ordinal) && asset.Region.Length > 0
                => $"aws resourcegroupstaggingapi tag-resources --region {Quoted(asset.Region)} --resource-arn-list {Quoted(asset.Id)} --tags {pair}",
            Cloud.Aws when asset.Id.StartsWith("arn:", StringComparison.Ordinal) => $"aws resourcegroupstaggingapi tag-resources --resource-arn-list {Quoted(asset.Id)} --tags {pair}",
            Cloud.Azure when asset.Id.StartsWith('/') => $"az tag update --operation Merge --resource-id {Quoted(asset.Id)} --tags {pair}",
            Cloud.Google when asset.Type == "compute.googleapis.com/Instance" && parts is [.., "projects", var project, "zones", var zone, "instances", var name]
                => $"gcloud compute instances add-labels {Quoted(name)} --project={Quoted(project)} --zone={Quoted(zone)} --labels={Label(tag)}",
            Cloud.Google when asset.Type == "storage.googleapis.com/Bucket" => $"gcloud storage buckets update {Quoted("gs://" + parts[^1])} --update-labels={Label(tag)}",
            Cloud.Google => $"set the label {Label(tag)} on {Quoted(asset.Id)}",
            _ => $"add the tag {pair} where {Quoted(asset.Id)} is described",
        };
    }

    // Google's labels are lower case.
    private static string Label(string tag) => Quoted($"{tag.ToLowerInvariant()}=VALUE");

    private static string Quoted(string text)
        => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=' or '@') ? text
            : $"'{string.Concat(text.Where(c => !char.IsControl(c))).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
