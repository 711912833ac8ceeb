namespace AsyncJobs.Sam.Plan;

/// <summary>The user's own key on what is stored, and what services do with it in the name of functions.</summary>
internal sealed class KeyPlan
{
    private const string Decrypt = "kms:Decrypt";
    private const string GenerateDataKey = "kms:GenerateDataKey";

    private KeyPlan(ArnOption key) => Key = key;

    public ArnOption Key { get; }

    /// <summary>Null for keys of AWS.</summary>
    /// <exception cref="TemplateException">The option names no key.</exception>
    public static KeyPlan? Make(TemplateOptions options) => ArnOption.Parse(ArnKind.Key, options.KmsKey) is { } key ? new KeyPlan(key) : null;

    /// <summary>What a function needs, and no more.</summary>
    /// <param name="payloads">What it may do in the bucket.</param>
    /// <param name="queue">What it may do with the queue.</param>
    public static IEnumerable<KeyPermission> PermissionsOf(IEnumerable<PayloadPermission> payloads, IReadOnlyCollection<string> queue)
    {
        // DynamoDB decrypts the table's own key for whoever reads or writes, and makes that key for itself, by a grant:
        // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
        yield return new("AsyncJobsKeyTable", "dynamodb", [Decrypt]);

        // Whoever uploads in parts both reads and writes results, and so has both:
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
        HashSet<string> objects = [.. payloads.SelectMany(static permission => permission.Actions)];
        if (Actions(reads: objects.Contains("s3:GetObject"), writes: objects.Contains("s3:PutObject")) is { Count: > 0 } ofBucket)
            yield return new("AsyncJobsKeyBucket", "s3", ofBucket);

        // SQS checks with Decrypt, too, that who sends may use the key:
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
        bool sends = queue.Contains("sqs:SendMessage");
        if (Actions(reads: sends || queue.Contains("sqs:ReceiveMessage"), writes: sends) is { Count: > 0 } ofQueue)
            yield return new("AsyncJobsKeyQueue", "sqs", ofQueue);
    }

    private static List<string> Actions(bool reads, bool writes) =>
        [.. reads ? [Decrypt] : Array.Empty<string>(), .. writes ? [GenerateDataKey] : Array.Empty<string>()];
}
