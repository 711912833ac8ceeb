namespace AsyncJobs.Storage.Tests.Errors;

/// <summary>A service that jobs use.</summary>
public enum AwsService
{
    DynamoDb,
    Lambda,
    Sqs,
    S3,
}
