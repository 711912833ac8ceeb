using Amazon.DynamoDBv2.Model;

namespace AsyncJobs.Direct.DynamoDb;

/// <summary>Writes requests to DynamoDB, with the members that jobs need, in the order of the SDK.</summary>
/// <remarks>Each throws <see cref="NotSupportedException"/> for a member that is set and not written.</remarks>
internal static class DynamoDbRequests
{
    public static ReadOnlyMemory<byte> Of(GetItemRequest request)
    {
        Unsupported.Refuse(request.AttributesToGet, nameof(request.AttributesToGet));
        Unsupported.Refuse(request.ReturnConsumedCapacity, nameof(request.ReturnConsumedCapacity));

        using RequestWriter writer = new();
        writer.Flag(nameof(request.ConsistentRead), request.ConsistentRead);
        writer.Names(nameof(request.ExpressionAttributeNames), request.ExpressionAttributeNames);
        writer.Attributes(nameof(request.Key), request.Key);
        writer.Text(nameof(request.ProjectionExpression), request.ProjectionExpression);
        writer.Text(nameof(request.TableName), request.TableName);
        return writer.End();
    }

    public static ReadOnlyMemory<byte> Of(PutItemRequest request)
    {
        Unsupported.Refuse(request.ConditionalOperator, nameof(request.ConditionalOperator));
        Unsupported.Refuse(request.Expected, nameof(request.Expected));
        Unsupported.Refuse(request.ReturnConsumedCapacity, nameof(request.ReturnConsumedCapacity));
        Unsupported.Refuse(request.ReturnItemCollectionMetrics, nameof(request.ReturnItemCollectionMetrics));

        using RequestWriter writer = new();
        writer.Text(nameof(request.ConditionExpression), request.ConditionExpression);
        writer.Names(nameof(request.ExpressionAttributeNames), request.ExpressionAttributeNames);
        writer.Attributes(nameof(request.ExpressionAttributeValues), request.ExpressionAttributeValues);
        writer.Attributes(nameof(request.Item), request.Item);
        writer.Constant(nameof(request.ReturnValues), request.ReturnValues);
        writer.Constant(nameof(request.ReturnValuesOnConditionCheckFailure), request.ReturnValuesOnConditionCheckFailure);
        writer.Text(nameof(request.TableName), request.TableName);
        return writer.End();
    }

    public static ReadOnlyMemory<byte> Of(UpdateItemRequest request)
    {
        Unsupported.Refuse(request.AttributeUpdates, nameof(request.AttributeUpdates));
        Unsupported.Refuse(request.ConditionalOperator, nameof(request.ConditionalOperator));
        Unsupported.Refuse(request.Expected, nameof(request.Expected));
        Unsupported.Refuse(request.ReturnConsumedCapacity, nameof(request.ReturnConsumedCapacity));
        Unsupported.Refuse(request.ReturnItemCollectionMetrics, nameof(request.ReturnItemCollectionMetrics));

        using RequestWriter writer = new();
        writer.Text(nameof(request.ConditionExpression), request.ConditionExpression);
        writer.Names(nameof(request.ExpressionAttributeNames), request.ExpressionAttributeNames);
        writer.Attributes(nameof(request.ExpressionAttributeValues), request.ExpressionAttributeValues);
        writer.Attributes(nameof(request.Key), request.Key);
        writer.Constant(nameof(request.ReturnValues), request.ReturnValues);
        writer.Constant(nameof(request.ReturnValuesOnConditionCheckFailure), request.ReturnValuesOnConditionCheckFailure);
        writer.Text(nameof(request.TableName), request.TableName);
        writer.Text(nameof(request.UpdateExpression), request.UpdateExpression);
        return writer.End();
    }

    public static ReadOnlyMemory<byte> Of(DeleteItemRequest request)
    {
        Unsupported.Refuse(request.ConditionalOperator, nameof(request.ConditionalOperator));
        Unsupported.Refuse(request.Expected, nameof(request.Expected));
        Unsupported.Refuse(request.ReturnConsumedCapacity, nameof(request.ReturnConsumedCapacity));
        Unsupported.Refuse(request.ReturnItemCollectionMetrics, nameof(request.ReturnItemCollectionMetrics));

        using RequestWriter writer = new();
        writer.Text(nameof(request.ConditionExpression), request.ConditionExpression);
        writer.Names(nameof(request.ExpressionAttributeNames), request.ExpressionAttributeNames);
        writer.Attributes(nameof(request.ExpressionAttributeValues), request.ExpressionAttributeValues);
        writer.Attributes(nameof(request.Key), request.Key);
        writer.Constant(nameof(request.ReturnValues), request.ReturnValues);
        writer.Constant(nameof(request.ReturnValuesOnConditionCheckFailure), request.ReturnValuesOnConditionCheckFailure);
        writer.Text(nameof(request.TableName), request.TableName);
        return writer.End();
    }

    public static ReadOnlyMemory<byte> Of(QueryRequest request)
    {
        Unsupported.Refuse(request.AttributesToGet, nameof(request.AttributesToGet));
        Unsupported.Refuse(request.ConditionalOperator, nameof(request.ConditionalOperator));
        Unsupported.Refuse(request.KeyConditions, nameof(request.KeyConditions));
        Unsupported.Refuse(request.QueryFilter, nameof(request.QueryFilter));
        Unsupported.Refuse(request.ReturnConsumedCapacity, nameof(request.ReturnConsumedCapacity));
        Unsupported.Refuse(request.Select, nameof(request.Select));

        using RequestWriter writer = new();
        writer.Flag(nameof(request.ConsistentRead), request.ConsistentRead);
        writer.Attributes(nameof(request.ExclusiveStartKey), request.ExclusiveStartKey);
        writer.Names(nameof(request.ExpressionAttributeNames), request.ExpressionAttributeNames);
        writer.Attributes(nameof(request.ExpressionAttributeValues), request.ExpressionAttributeValues);
        writer.Text(nameof(request.FilterExpression), request.FilterExpression);
        writer.Text(nameof(request.IndexName), request.IndexName);
        writer.Text(nameof(request.KeyConditionExpression), request.KeyConditionExpression);
        writer.Number(nameof(request.Limit), request.Limit);
        writer.Text(nameof(request.ProjectionExpression), request.ProjectionExpression);
        writer.Flag(nameof(request.ScanIndexForward), request.ScanIndexForward);
        writer.Text(nameof(request.TableName), request.TableName);
        return writer.End();
    }

    public static ReadOnlyMemory<byte> Of(BatchGetItemRequest request)
    {
        Unsupported.Refuse(request.ReturnConsumedCapacity, nameof(request.ReturnConsumedCapacity));

        using RequestWriter writer = new();
        writer.Tables(nameof(request.RequestItems), request.RequestItems);
        return writer.End();
    }

    public static ReadOnlyMemory<byte> Of(ScanRequest request)
    {
        Unsupported.Refuse(request.AttributesToGet, nameof(request.AttributesToGet));
        Unsupported.Refuse(request.ConditionalOperator, nameof(request.ConditionalOperator));
        Unsupported.Refuse(request.ReturnConsumedCapacity, nameof(request.ReturnConsumedCapacity));
        Unsupported.Refuse(request.ScanFilter, nameof(request.ScanFilter));
        Unsupported.Refuse(request.Segment is not null, nameof(request.Segment));
        Unsupported.Refuse(request.Select, nameof(request.Select));
        Unsupported.Refuse(request.TotalSegments is not null, nameof(request.TotalSegments));

        using RequestWriter writer = new();
        writer.Flag(nameof(request.ConsistentRead), request.ConsistentRead);
        writer.Attributes(nameof(request.ExclusiveStartKey), request.ExclusiveStartKey);
        writer.Names(nameof(request.ExpressionAttributeNames), request.ExpressionAttributeNames);
        writer.Attributes(nameof(request.ExpressionAttributeValues), request.ExpressionAttributeValues);
        writer.Text(nameof(request.FilterExpression), request.FilterExpression);
        writer.Text(nameof(request.IndexName), request.IndexName);
        writer.Number(nameof(request.Limit), request.Limit);
        writer.Text(nameof(request.ProjectionExpression), request.ProjectionExpression);
        writer.Text(nameof(request.TableName), request.TableName);
        return writer.End();
    }
}
