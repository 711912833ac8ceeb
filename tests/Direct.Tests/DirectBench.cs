using Amazon.DynamoDBv2.Model;
using AsyncJobs.Aws;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Direct.Tests;

/// <summary>The clients over a service in the place of connections, in an environment and a time of the test's.</summary>
internal sealed class DirectBench
{
    public const string Secret = "wJalrXUtnFEMI/K7MDENG";

    public FakeService Service { get; } = new();

    public QuickTime Time { get; } = new();

    /// <summary>What part of the longest pause is waited for.</summary>
    public double Jitter { get; set; } = 1;

    public Dictionary<string, string?> Environment { get; } = new()
    {
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = Secret,
        ["AWS_SESSION_TOKEN"] = "session-token",
    };

    public DirectClients Clients => new(new HttpMessageInvoker(Service), keys: null, Time) { Jitter = () => Jitter };

    public static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public IDynamoDbCalls Table() => Clients.OpenTable(Environment.GetValueOrDefault);

    public LambdaDispatcher Dispatcher() => Clients.OpenDispatcher(Environment.GetValueOrDefault, static job => job);

    public Task<GetItemResponse> GetAsync() => GetAsync(Table());

    public static Task<GetItemResponse> GetAsync(IDynamoDbCalls table) =>
        table.GetItemAsync(new GetItemRequest { TableName = "jobs", Key = new() { ["id"] = new("a") } }, Token);
}
