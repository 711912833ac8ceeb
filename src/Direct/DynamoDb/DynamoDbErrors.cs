using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AsyncJobs.Direct.Sending;

namespace AsyncJobs.Direct.DynamoDb;

/// <summary>The exceptions of DynamoDB's errors: those of the SDK.</summary>
internal static class DynamoDbErrors
{
    /// <summary>The exception of an error.</summary>
    public static AmazonServiceException RefusalOf(ServiceError error)
    {
        const ErrorType Unknown = ErrorType.Unknown;
        string said = error.Message;
        string? id = error.RequestId;
        return error.Code switch
        {
            // An item that cannot be read makes the whole answer one that cannot: without it a write that was sent twice would look like somebody
            // else's.
            "ConditionalCheckFailedException" => new ConditionalCheckFailedException(said, null, Unknown, error.Code, id, error.Status)
            {
                Item = AttributeReader.ReadMember(AnswerReader.Begin(error.Body.Span), "Item"u8),
            },
            "InternalServerError" => new InternalServerErrorException(said, null, Unknown, error.Code, id, error.Status),
            "InvalidEndpointException" => new InvalidEndpointException(said, null, Unknown, error.Code, id, error.Status),
            "ItemCollectionSizeLimitExceededException" =>
                new ItemCollectionSizeLimitExceededException(said, null, Unknown, error.Code, id, error.Status),
            "ProvisionedThroughputExceededException" =>
                new ProvisionedThroughputExceededException(said, null, Unknown, error.Code, id, error.Status),
            "ReplicatedWriteConflictException" => new ReplicatedWriteConflictException(said, null, Unknown, error.Code, id, error.Status),
            "RequestLimitExceeded" => new RequestLimitExceededException(said, null, Unknown, error.Code, id, error.Status),
            "ResourceNotFoundException" => new ResourceNotFoundException(said, null, Unknown, error.Code, id, error.Status),
            "ThrottlingException" => new ThrottlingException(said, null, Unknown, error.Code, id, error.Status),
            "TransactionConflictException" => new TransactionConflictException(said, null, Unknown, error.Code, id, error.Status),
            _ => new AmazonDynamoDBException(said, null, Unknown, error.Code, id, error.Status),
        };
    }
}
