using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>Events that go out through the client of AWSSDK.Lambda.</summary>
public sealed class LambdaClientTests
{
    [Fact]
    public async Task An_event_goes_out_as_an_asynchronous_invoke()
    {
        using CompiledApp app = CompiledApp.Start(
            AmazonLambda.Client,
            """
            using System.Net;
            using System.Text;
            using Amazon.Lambda;
            using Amazon.Lambda.Model;
            using Amazon.Runtime;

            internal sealed class Client : IAmazonLambda
            {
                public IClientConfig Config => null!;

                public HttpStatusCode Answer { get; init; } = HttpStatusCode.Accepted;

                public string Seen { get; private set; } = "";

                public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default)
                {
                    Seen = $"{request.FunctionName} {request.InvocationType!.Value} {Encoding.UTF8.GetString(request.PayloadStream!.ToArray())} {request.Qualifier} {cancellationToken.CanBeCanceled}";
                    return Task.FromResult(new InvokeResponse { HttpStatusCode = Answer, StatusCode = (int)Answer });
                }

                public void Dispose() { }
            }

            public static class Jobs
            {
                [AsyncJob("POST /link-checks")]
                public static void Check(JobContext job) { }
            }

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    using CancellationTokenSource source = new();
                    Client client = new();
                    await client.CreateJobDispatcher(job => job + ":live").SendAsync("link-checks", "{}"u8.ToArray(), source.Token);
                    try
                    {
                        await new Client { Answer = HttpStatusCode.OK }.CreateJobDispatcher(job => job).SendAsync("link-checks", "{}"u8.ToArray(), default);
                        return "no exception";
                    }
                    catch (AsyncJobs.Dispatch.JobDispatchException exception)
                    {
                        return client.Seen + " | " + exception.Message;
                    }
                }
            }
            """);

        string said = await app.ScriptAsync();

        Assert.StartsWith("link-checks:live Event {}  True | Lambda answered 200 instead of 202", said, StringComparison.Ordinal);
    }
}
