namespace AsyncJobs.Direct.Places;

/// <summary>A part of AWS that has domains of its own, such as China.</summary>
/// <param name="name">Its name, as ARNs have it.</param>
/// <param name="suffix">What hosts of services end with.</param>
/// <param name="dualStackSuffix">What those end with that answer over IPv6 too.</param>
/// <remarks>Source: the partitions of AWSSDK.Core 4.1.0.</remarks>
internal sealed class Partition(string name, string suffix, string dualStackSuffix)
{
    public string Name { get; } = name;

    public string Suffix { get; } = suffix;

    public string DualStackSuffix { get; } = dualStackSuffix;

    /// <summary>The partition of a region, also of one that is newer than this version; null for what is not named as a region is.</summary>
    /// <param name="region">The region's name, such as <c>eu-west-1</c>.</param>
    public static Partition? Of(string region)
    {
        string[] parts = region.Split('-');
        if (parts.Length is not (3 or 4) || !IsOf(parts[^2], char.IsAsciiLetterLower) || !IsOf(parts[^1], char.IsAsciiDigit))
            return null;

        return parts switch
        {
            ["us" or "eu" or "ap" or "sa" or "ca" or "me" or "af" or "il" or "mx", _, _] => new("aws", "amazonaws.com", "api.aws"),
            ["cn", _, _] => new("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
            ["us", "gov", _, _] => new(GovCloud, "amazonaws.com", "api.aws"),
            ["eusc", "de", _, _] => new("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu"),
            ["us", "iso", _, _] => new("aws-iso", "c2s.ic.gov", "api.aws.ic.gov"),
            ["us", "isob", _, _] => new("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud"),
            ["eu", "isoe", _, _] => new("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
            ["us", "isof", _, _] => new("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
            _ => null,
        };
    }

    /// <summary>The name of the partition of GovCloud, whose plain endpoint of DynamoDB is the one with FIPS too.</summary>
    public const string GovCloud = "aws-us-gov";

    private static bool IsOf(string part, Func<char, bool> isAllowed)
    {
        foreach (char character in part)
        {
            if (!isAllowed(character))
                return false;
        }

        return part.Length is > 0 and <= 20;
    }
}
