using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.SQSEvents;
using AsyncJobs.Jobs;

namespace AsyncJobs.Testing.Tests.Events;

// The code of docs/guides/events.md, which EventGuideTests compares with it.
public sealed record Order(string Id, int Pieces);

public static class Orders
{
    [AsyncJob(Name = "pack-order", RequireIdempotencyKey = true, TimeoutSeconds = 300)]
    public static async Task<int> Pack(Order order, JobContext job)
    {
        await job.ReportProgressAsync(0.5, $"packing {order.Id}");
        return order.Pieces;
    }
}

public static class OrderQueue
{
    public static async Task<SQSBatchResponse> Handle(SQSEvent batch, ILambdaContext context)
    {
        InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        SQSBatchResponse response = new();
        foreach (SQSEvent.SQSMessage message in batch.Records)
        {
            try
            {
                Order order = JsonSerializer.Deserialize<Order>(message.Body, JsonSerializerOptions.Web) ?? throw new JsonException("It is null.");
                await OrdersPackJob.StartAsync(order, new JobStartOptions { IdempotencyKey = message.MessageId }, budget.Token);
            }
            catch (Exception exception)
            {
                context.Logger.LogError($"The message {message.MessageId} started no job: {exception.GetType().Name}");
                response.BatchItemFailures.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = message.MessageId });
            }
        }

        return response;
    }
}

public static class Nights
{
    [AsyncJob(Name = "nightly-report", RequireIdempotencyKey = true)]
    public static Task<string> Report(DateOnly day, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult($"the report of {day:yyyy-MM-dd}");
    }
}

public static class NightlySchedule
{
    public static async Task Handle(ScheduledEvent schedule, ILambdaContext context)
    {
        InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        DateOnly yesterday = DateOnly.FromDateTime(schedule.Time).AddDays(-1);
        await NightsReportJob.StartAsync(yesterday, new JobStartOptions { IdempotencyKey = schedule.Id }, budget.Token);
    }
}

public static class Uploads
{
    [AsyncJob(Name = "read-upload", RequireIdempotencyKey = true)]
    public static Task<string> Read(string bucket, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult($"{bucket}: {key}");
    }
}

public static class UploadBucket
{
    public static async Task Handle(S3Event uploads, ILambdaContext context)
    {
        InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        foreach (S3Event.S3EventNotificationRecord record in uploads.Records)
        {
            (string bucket, string key) = (record.S3.Bucket.Name, record.S3.Object.Key);

            // An object's key is longer than an idempotency key may be. The sequencer tells an object from the one that it replaces.
            byte[] upload = Encoding.UTF8.GetBytes($"{bucket}/{key}/{record.S3.Object.Sequencer}");
            JobStartOptions options = new() { IdempotencyKey = Convert.ToHexString(SHA256.HashData(upload)) };
            await UploadsReadJob.StartAsync(bucket, WebUtility.UrlDecode(key), options, budget.Token);
        }
    }
}

public sealed class ReportFunctions
{
    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Post, "/nights/{day}/reports")]
    public async Task<IHttpResult> Start(string day, [FromHeader(Name = "Idempotency-Key")] string key, ILambdaContext context)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly night))
            return HttpResults.BadRequest("The day is no date such as 2026-01-31.");

        InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        JobSnapshot<string> job = await NightsReportJob.StartAsync(night, new JobStartOptions { IdempotencyKey = key }, budget.Token);
        return HttpResults.Accepted().AddHeader("Location", $"/jobs/{job.Id}");
    }
}
