using System.Text.RegularExpressions;

namespace AsyncJobs.Sam.Plan;

/// <summary>A bucket that is there, and what its keys begin with.</summary>
internal sealed partial record BucketName
{
    private BucketName(string bucket, string prefix)
    {
        Bucket = bucket;
        Prefix = prefix;
    }

    /// <summary>The bucket's name, in which <c>${Id}</c> stands for something of the template.</summary>
    public string Bucket { get; }

    /// <summary>What the keys begin with, without a slash at its end; empty for nothing.</summary>
    public string Prefix { get; }

    /// <summary>The value of the function's variable.</summary>
    public string Text => Prefix.Length == 0 ? Bucket : $"{Bucket}/{Prefix}";

    /// <summary>Keys below the prefix.</summary>
    public string Keys(string rest) => Prefix.Length == 0 ? rest : $"{Prefix}/{rest}";

    /// <summary>What it refers to in the template.</summary>
    public IEnumerable<string> References => Reference().Matches(Text).Select(match => match.Groups[1].Value);

    /// <summary>Reads <c>bucket</c> or <c>bucket/prefix</c>.</summary>
    /// <exception cref="TemplateException">S3 has no bucket of such a name.</exception>
    public static BucketName Parse(string text)
    {
        string[] parts = text.Trim().Split('/', 2);
        string bucket = parts[0];
        string prefix = parts.Length > 1 ? parts[1].Trim('/') : "";
        return (bucket.Contains("${", StringComparison.Ordinal) ? Referring() : Literal()).IsMatch(bucket) && Path().IsMatch(prefix)
            ? new BucketName(bucket, prefix)
            : throw new TemplateException(
                ErrorCodes.PayloadBucket,
                $"AsyncJobsPayloadBucket is '{text}': it must be true, false, or the name of a bucket, as bucket or bucket/prefix - 3 to 63 "
                + "lower-case letters, digits, dots and hyphens. A parameter or bucket of the template is ${LogicalId}.");
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^(?:[a-z0-9.-]|\$\{[A-Za-z0-9:]+\})+\z")]
    private static partial Regex Referring();

    // Nothing that IAM takes for a wildcard, or that has to be escaped somewhere.
    [GeneratedRegex(@"^(?:[A-Za-z0-9._=/-]|\$\{[A-Za-z0-9:]+\})*\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"\$\{([A-Za-z0-9:]+)\}")]
    private static partial Regex Reference();
}
