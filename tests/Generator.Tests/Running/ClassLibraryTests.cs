using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>The methods that Lambda calls of a class library, called as it does.</summary>
public sealed class ClassLibraryTests
{
    [Fact]
    public async Task A_job_goes_through_the_handlers()
    {
        using CompiledApp app = CompiledApp.Start(
            AmazonLambda.Core,
            """
            using System.IO;
            using System.Text;
            using System.Text.Json.Nodes;
            using Amazon.Lambda.Core;

            internal sealed class Context : ILambdaContext
            {
                public string AwsRequestId => "request-7";
                public IClientContext ClientContext => null!;
                public string FunctionName => "function";
                public string FunctionVersion => "1";
                public ICognitoIdentity Identity => null!;
                public string InvokedFunctionArn => "arn:aws:lambda:eu-west-1:123456789012:function:function";
                public ILambdaLogger Logger => null!;
                public string LogGroupName => "group";
                public string LogStreamName => "stream";
                public int MemoryLimitInMB => 512;
                public TimeSpan RemainingTime => TimeSpan.FromMinutes(5);
            }

            internal sealed class Jobs
            {
                [AsyncJob("POST /link-checks")]
                internal string Check(JobContext job) => $"{job.RequestId} {job.Budget.Remaining > TimeSpan.FromMinutes(4)}";
            }

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    JsonNode accepted = await CallAsync(TestApp.JobHandlers.AcceptLinkChecks, Request("POST", "/link-checks"));
                    string location = (string)accepted["headers"]!["location"]!;
                    JsonNode body = JsonNode.Parse((string)accepted["body"]!)!;
                    JsonNode sent = new JsonObject { ["asyncJobs"] = 1, ["id"] = (string)body["id"]!, ["job"] = "link-checks", ["args"] = new JsonObject() };

                    JsonNode? worked = await CallAsync(TestApp.JobHandlers.WorkLinkChecks, sent);
                    JsonNode done = await CallAsync(TestApp.JobHandlers.Status, Request("GET", location));
                    JsonNode same = await CallAsync(TestApp.JobHandlers.Http, Request("GET", location));
                    return $"{accepted["statusCode"]} {worked is null} {done["statusCode"]} {(string)done["body"]! == (string)same["body"]!} {JsonNode.Parse((string)done["body"]!)!["result"]}";
                }

                private static JsonNode Request(string method, string path) => new JsonObject
                {
                    ["version"] = "2.0",
                    ["routeKey"] = method + " " + path,
                    ["rawPath"] = path,
                    ["rawQueryString"] = "",
                    ["headers"] = new JsonObject(),
                    ["requestContext"] = new JsonObject { ["stage"] = "$default", ["http"] = new JsonObject { ["method"] = method, ["path"] = path } },
                    ["isBase64Encoded"] = false,
                };

                private static async Task<JsonNode> CallAsync(Func<Stream, ILambdaContext, Task<Stream>> handler, JsonNode request)
                {
                    using Stream reply = await handler(new MemoryStream(Encoding.UTF8.GetBytes(request.ToJsonString())), new Context());
                    return (await JsonNode.ParseAsync(reply))!;
                }
            }
            """);

        Assert.Equal("202 True 200 True request-7 True", await app.ScriptAsync());
    }
}
