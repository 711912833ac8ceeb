using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using AsyncJobs.Tests;
using SampleAnnotations.Products;

namespace AsyncJobs.AmazonLambda.Tests;

/// <summary>The sample's functions, called through Amazon's own runtime support with Amazon's own types of events.</summary>
public sealed class ClassLibraryTests(SampleApp sample) : IClassFixture<SampleApp>
{
    private string Accept => sample.Job.GetProperty("acceptHandler").GetString()!;

    private string Work => sample.Job.GetProperty("workHandler").GetString()!;

    private string Status => sample.App.GetProperty("statusHandler").GetString()!;

    [Fact]
    public async Task A_job_goes_through_its_functions()
    {
        APIGatewayHttpApiV2ProxyResponse accepted = await AcceptAsync("[{\"Id\":\"1\",\"Name\":\"Tea\",\"Price\":2.5},{\"Id\":\"2\",\"Name\":\"Air\",\"Price\":0}]");
        Assert.True(accepted.StatusCode == 202, accepted.Body);
        string location = accepted.Headers["location"];

        FakeRuntimeApi.Reply worked = await Function.InvokeAsync(Work, sample.Event, "request-7");
        Assert.Equal((false, "null"), (worked.IsError, Encoding.UTF8.GetString(worked.Body)));

        JsonElement done = await StatusAsync(location);
        Assert.Equal("SUCCEEDED", done.GetProperty("status").GetString());
        JsonElement report = done.GetProperty("result");
        Assert.Equal("north-7", report.GetProperty("shop").GetString());
        Assert.Equal(1, report.GetProperty("imported").GetInt32());
        Assert.Equal("2", Assert.Single(report.GetProperty("rejected").EnumerateArray()).GetString());
        Assert.Equal("catalogue", report.GetProperty("source").GetString());
    }

    [Fact]
    public async Task A_function_of_annotations_runs_beside_it_with_the_same_services()
    {
        new ProductStore().Put("south-1", new Product("9", "Salt", 1));
        string handler = "SampleAnnotations::SampleAnnotations.Products.ProductFunctions_Get_Generated::Get";
        APIGatewayHttpApiV2ProxyRequest request = Function.Request("GET", "/shops/south-1/products/9", "GET /shops/{shop}/products/{id}");
        request.PathParameters = new Dictionary<string, string> { ["shop"] = "south-1", ["id"] = "9" };

        APIGatewayHttpApiV2ProxyResponse found = await Function.HttpAsync(handler, request);

        Assert.Equal(200, found.StatusCode);
        Assert.Contains("Salt", found.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_answered_at_once()
    {
        APIGatewayHttpApiV2ProxyResponse refused = await AcceptAsync("{", "dry-run=perhaps");

        Assert.Equal(400, refused.StatusCode);
        Assert.Contains("dry-run", refused.Body, StringComparison.Ordinal);
        Assert.Contains("\"in\":\"body\"", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_not_the_jobs_is_the_functions_error()
    {
        FakeRuntimeApi.Reply reply = await Function.InvokeAsync(Work, "{}"u8.ToArray(), "request-8");

        Assert.True(reply.IsError);
        Assert.Contains("JobEventException", Encoding.UTF8.GetString(reply.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_event_of_the_platform_is_settled()
    {
        APIGatewayHttpApiV2ProxyResponse accepted = await AcceptAsync("[]");
        string record = $"{{\"version\":\"1.0\",\"timestamp\":\"{DateTimeOffset.UtcNow:O}\",\"requestContext\":{{\"requestId\":\"r-1\","
            + "\"functionArn\":\"arn:aws:lambda:eu-west-1:123456789012:function:work:$LATEST\",\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3},"
            + $"\"requestPayload\":{Encoding.UTF8.GetString(sample.Event)},\"responseContext\":{{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}},"
            + "\"responsePayload\":null}";

        FakeRuntimeApi.Reply settled = await Function.InvokeAsync(sample.App.GetProperty("settleHandler").GetString()!, Encoding.UTF8.GetBytes(record), "request-9");

        Assert.False(settled.IsError, Encoding.UTF8.GetString(settled.Body));
        Assert.Equal("FAILED", (await StatusAsync(accepted.Headers["location"])).GetProperty("status").GetString());
    }

    private Task<APIGatewayHttpApiV2ProxyResponse> AcceptAsync(string body, string query = "")
    {
        APIGatewayHttpApiV2ProxyRequest request = Function.Request("POST", "/shops/north-7/imports", "POST /shops/{shop-id}/imports");
        request.PathParameters = new Dictionary<string, string> { ["shop-id"] = "north-7" };
        request.RawQueryString = query;
        request.Headers["content-type"] = "application/json";
        request.Headers["x-source"] = "catalogue";
        request.Body = body;
        return Function.HttpAsync(Accept, request);
    }

    private async Task<JsonElement> StatusAsync(string location)
    {
        APIGatewayHttpApiV2ProxyResponse status = await Function.HttpAsync(Status, Function.Request("GET", location, "GET /jobs/{id}"));
        Assert.Equal(200, status.StatusCode);
        return JsonElement.Parse(status.Body);
    }
}
