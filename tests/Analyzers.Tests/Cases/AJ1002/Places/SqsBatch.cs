// libraries: AmazonLambdaCore, AmazonLambdaEvents
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

public class Worker
{
    private readonly HttpClient _webhooks = new();

    public async Task<SQSBatchResponse> Handle(SQSEvent batch, ILambdaContext context)
    {
        var failures = new SQSBatchResponse();
        foreach (var record in batch.Records)
        {
            try
            {
                await DeliverAsync(record);
            }
            catch (Exception e)
            {
                context.Logger.LogLine(e.ToString());
                failures.BatchItemFailures.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = record.MessageId });
            }
        }

        return failures;
    }

    private async Task DeliverAsync(SQSEvent.SQSMessage message)
    {
        using var response = await _webhooks.{|AJ1002:PostAsync|}("https://hooks.example", new StringContent(message.Body));
        response.EnsureSuccessStatusCode();
    }
}
