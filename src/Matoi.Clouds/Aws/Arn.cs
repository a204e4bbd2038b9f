namespace Matoi.Clouds.Aws;

/// <summary>The parts of an Amazon resource name, <c>arn:partition:service:region:account:resource</c>.</summary>
internal readonly record struct Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    /// <summary>The parts; all empty when the text is no ARN.</summary>
    public static Arn Parse(string? text)
        => text?.Split(':', 6) is ["arn", var partition, var service, var region, var account, var resource]
            ? new(partition, service, region, account, resource)
            : new("", "", "", "", "");

    /// <summary>The console of a region, which each partition has on a domain of its own.</summary>
    public static string Console(string? partition, string region) => partition switch
    {
        "aws-cn" => $"https://{region}.console.amazonaws.cn",
        "aws-us-gov" => "https://console.amazonaws-us-gov.com",
        _ => $"https://{region}.console.aws.amazon.com",
    };
}
