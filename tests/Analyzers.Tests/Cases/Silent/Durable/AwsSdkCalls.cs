// libraries: AmazonLambdaDurable, AwsSdkV4
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DurableExecution;

public class Workflow(AmazonDynamoDBClient dynamo)
{
    // The SDK has a time and attempts of its own.
    public Task<GetItemResponse> Run(string url, IDurableContext context) =>
        context.StepAsync((_, token) => dynamo.GetItemAsync(new GetItemRequest(), token));
}
