using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Plan;

namespace AsyncJobs.Sam.Resources;

/// <summary>The bucket of large inputs and results in a template.</summary>
internal static class PayloadBucket
{
    /// <summary>The logical id of a bucket that is made, which all assemblies of a template share.</summary>
    public const string Id = "AsyncJobsPayloads";

    /// <summary>The logical id of its policy.</summary>
    public const string PolicyId = Id + "Policy";

    public const string Type = "AWS::S3::Bucket";

    public const string PolicyType = "AWS::S3::BucketPolicy";

    /// <exception cref="TemplateException">The template has not what the bucket's name refers to.</exception>
    public static void Check(PayloadPlan plan, TemplateDocument document)
    {
        foreach (string id in plan.Name?.References ?? [])
        {
            if (Intrinsics.IsPseudo(id) || document.Find("Parameters", id) is not null)
                continue;
            switch (document.Find("Resources", id, "Type")?.Value?.ToString())
            {
                case Type:
                    break;
                case null:
                    throw Fault(id, "the template has no parameter or resource of that name.");
                case string type:
                    throw Fault(id, $"'{id}' is of the type {type} in the template: it must be a parameter or an {Type}.");
            }
        }
    }

    /// <summary>The value of the functions' variable.</summary>
    public static JsonNode Name(PayloadPlan plan) => plan.Name is not { } name ? new JsonObject { ["Ref"] = Id }
        : name.References.FirstOrDefault() is not { } id ? JsonValue.Create(name.Text)
        : name.Text == $"${{{id}}}" ? new JsonObject { ["Ref"] = id }
        : new JsonObject { ["Fn::Sub"] = name.Text };

    /// <summary>The ARN that a permission is for.</summary>
    public static JsonNode Arn(PayloadPlan plan, PayloadPermission permission)
    {
        if (plan.Name is null && permission.Objects is null)
            return new JsonObject { ["Fn::GetAtt"] = new JsonArray(Id, "Arn") };

        string bucket = plan.Name is null
            ? $"${{{Id}.Arn}}"
            : $"arn:${{AWS::Partition}}:s3:::{(permission.Objects is null ? plan.Name.Bucket : plan.Name.Text)}";
        return new JsonObject { ["Fn::Sub"] = permission.Objects is null ? bucket : $"{bucket}/{permission.Objects}" };
    }

    /// <summary>
    /// A bucket that nobody but the functions reads, and that forgets what no job needs any more. CloudFormation deletes none with objects in it, so
    /// it stays.
    /// </summary>
    public static JsonObject Bucket(PayloadPlan plan, JsonNode? key) => Kept(Type, new JsonObject
    {
        ["BucketEncryption"] = new JsonObject { ["ServerSideEncryptionConfiguration"] = new JsonArray(Encryption(key)) },
        ["PublicAccessBlockConfiguration"] = new JsonObject
        {
            ["BlockPublicAcls"] = true,
            ["BlockPublicPolicy"] = true,
            ["IgnorePublicAcls"] = true,
            ["RestrictPublicBuckets"] = true,
        },
        ["OwnershipControls"] = new JsonObject { ["Rules"] = new JsonArray(new JsonObject { ["ObjectOwnership"] = "BucketOwnerEnforced" }) },
        ["LifecycleConfiguration"] = new JsonObject
        {
            ["Rules"] = new JsonArray(new JsonObject
            {
                ["Id"] = "payloads",
                ["Status"] = "Enabled",
                ["ExpirationInDays"] = plan.ExpirationDays,

                // The parts of a file whose upload broke off: no function may delete them.
                ["AbortIncompleteMultipartUpload"] = new JsonObject { ["DaysAfterInitiation"] = 1 },
            }),
        },
    });

    // With a key of the bucket's own, S3 asks KMS now and then, and not for each object.
    private static JsonObject Encryption(JsonNode? key) => key is null
        ? new JsonObject { ["ServerSideEncryptionByDefault"] = new JsonObject { ["SSEAlgorithm"] = "AES256" } }
        : new JsonObject
        {
            ["BucketKeyEnabled"] = true,
            ["ServerSideEncryptionByDefault"] = new JsonObject { ["SSEAlgorithm"] = "aws:kms", ["KMSMasterKeyID"] = key },
        };

    public static JsonObject Policy() => Kept(PolicyType, new JsonObject
    {
        ["Bucket"] = new JsonObject { ["Ref"] = Id },
        ["PolicyDocument"] = new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(new JsonObject
            {
                ["Sid"] = "AsyncJobsTlsOnly",
                ["Effect"] = "Deny",
                ["Principal"] = "*",
                ["Action"] = "s3:*",
                ["Resource"] = new JsonArray(
                    new JsonObject { ["Fn::GetAtt"] = new JsonArray(Id, "Arn") }, new JsonObject { ["Fn::Sub"] = $"${{{Id}.Arn}}/*" }),
                ["Condition"] = new JsonObject { ["Bool"] = new JsonObject { ["aws:SecureTransport"] = "false" } },
            }),
        },
    });

    private static JsonObject Kept(string type, JsonObject properties) => new()
    {
        ["Type"] = type,
        ["DeletionPolicy"] = "Retain",
        ["UpdateReplacePolicy"] = "Retain",
        ["Properties"] = properties,
    };

    private static TemplateException Fault(string id, string what) =>
        new(ErrorCodes.PayloadBucket, $"AsyncJobsPayloadBucket refers to ${{{id}}}, and {what}");
}
