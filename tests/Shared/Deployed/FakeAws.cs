using System.Collections.Concurrent;
using System.Security;
using AsyncJobs.Local.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace AsyncJobs.Tests.Deployed;

/// <summary>What the command needs of Lambda and CloudFormation, by their protocols; it takes signed requests alone.</summary>
internal sealed class FakeAws : IAsyncDisposable
{
    public const string KeyId = "AKIDEXAMPLE";
    public const string Stack = "orders";
    public const string StatusFunction = "orders-ShopJobStatus-1A2B3C";

    private LoopbackServer? _server;

    public string Url => _server!.Address;

    /// <summary>The functions, by their names.</summary>
    public ConcurrentDictionary<string, Func<ReadOnlyMemory<byte>, Task<ReadOnlyMemory<byte>>>> Functions { get; } = new();

    /// <summary>The resources of the stack: logical id, name and type.</summary>
    public List<(string LogicalId, string Name, string Type)> Resources { get; } = [];

    /// <summary>The next answer of each request, in place of the right one: status, code and message.</summary>
    public (int Status, string Code, string Message)? Refusal { get; set; }

    /// <summary>The value of X-Amz-Function-Error; null for a function that does not fail.</summary>
    public string? FunctionError { get; set; }

    /// <summary>What requests lacked.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>The forms that CloudFormation got.</summary>
    public ConcurrentQueue<Dictionary<string, StringValues>> Forms { get; } = new();

    public static async Task<FakeAws> StartAsync(string table)
    {
        FakeAws aws = new();
        aws.Resources.AddRange(
        [
            ("Api", "a1b2c3", "AWS::ApiGatewayV2::Api"),
            ("AsyncJobsTable", table, "AWS::DynamoDB::Table"),
            ("ShopOrdersWorker", "orders-ShopOrdersWorker-9Z", "AWS::Lambda::Function"),
            ("ShopJobStatus", StatusFunction, "AWS::Lambda::Function"),
            ("ShopJobSettle", "orders-ShopJobSettle-7Y", "AWS::Lambda::Function"),
        ]);
        aws._server = await LoopbackServer.StartAsync(null, aws.AnswerAsync);
        return aws;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        string path = context.Request.Path.Value!;
        bool isLambda = path.StartsWith("/2015-03-31/functions/", StringComparison.Ordinal);
        CheckSignature(context.Request, isLambda ? "lambda" : "cloudformation");
        if (isLambda)
            await InvokeAsync(context, path.Split('/')[3], body.ToArray());
        else
            await ListAsync(context, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private void CheckSignature(HttpRequest request, string service)
    {
        string authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith($"AWS4-HMAC-SHA256 Credential={KeyId}/", StringComparison.Ordinal)
            || !authorization.Contains($"/eu-west-1/{service}/aws4_request, SignedHeaders=", StringComparison.Ordinal)
            || !authorization.Contains("Signature=", StringComparison.Ordinal)
            || !request.Headers.ContainsKey("X-Amz-Date"))
        {
            Faults.Enqueue($"{service} is not signed: {authorization}");
        }

        if (!request.Headers.UserAgent.ToString().Contains("AsyncJobs", StringComparison.Ordinal))
            Faults.Enqueue($"{service} does not know who asks: {request.Headers.UserAgent}");
    }

    private async Task InvokeAsync(HttpContext context, string function, byte[] payload)
    {
        if (context.Request.Headers["X-Amz-Invocation-Type"] != "RequestResponse")
            Faults.Enqueue("The invocation does not wait.");
        if (Refusal is { } refusal)
        {
            await RefuseAsync(context, refusal.Status, refusal.Code, refusal.Message);
            return;
        }

        if (!Functions.TryGetValue(Uri.UnescapeDataString(function), out Func<ReadOnlyMemory<byte>, Task<ReadOnlyMemory<byte>>>? run))
        {
            await RefuseAsync(context, 404, "ResourceNotFoundException", $"Function not found: {function}");
            return;
        }

        ReadOnlyMemory<byte> reply = await run(payload);
        context.Response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        if (FunctionError is not null)
            context.Response.Headers["X-Amz-Function-Error"] = FunctionError;
        await context.Response.Body.WriteAsync(reply);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-amzn-ErrorType"] = code;
        await context.Response.WriteAsJsonAsync(new { Type = "User", message });
    }

    // Two resources a page, so that pages are read.
    private async Task ListAsync(HttpContext context, string body)
    {
        Dictionary<string, StringValues> form = QueryHelpers.ParseQuery(body);
        Forms.Enqueue(form);
        if (context.Request.ContentType != "application/x-www-form-urlencoded; charset=utf-8" || context.Request.Method != "POST"
            || form["Action"] != "ListStackResources" || form["Version"] != "2010-05-15")
        {
            Faults.Enqueue($"CloudFormation does not understand: {context.Request.ContentType} {body}");
        }

        (int Status, string Code, string Message)? refusal = Refusal ?? (form["StackName"] == Stack
            ? null
            : (400, "ValidationError", $"Stack with id {form["StackName"]} does not exist"));
        context.Response.ContentType = "text/xml";
        if (refusal is { } refused)
        {
            context.Response.StatusCode = refused.Status;
            await context.Response.WriteAsync(
                $"""
                <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
                  <Error><Type>Sender</Type><Code>{refused.Code}</Code><Message>{SecurityElement.Escape(refused.Message)}</Message></Error>
                  <RequestId>request-1</RequestId>
                </ErrorResponse>
                """);
            return;
        }

        int page = form.TryGetValue("NextToken", out StringValues token) ? int.Parse(token!.ToString()["page/=".Length..]) : 0;
        string next = (page + 1) * 2 < Resources.Count ? $"<NextToken>page/={page + 1}</NextToken>" : "";
        string members = string.Concat(Resources.Skip(page * 2).Take(2).Select(static resource =>
            $"""
            <member>
              <LogicalResourceId>{resource.LogicalId}</LogicalResourceId>
              <PhysicalResourceId>{resource.Name}</PhysicalResourceId>
              <ResourceType>{resource.Type}</ResourceType>
              <ResourceStatus>CREATE_COMPLETE</ResourceStatus>
            </member>
            """));
        await context.Response.WriteAsync(
            $"""
            <ListStackResourcesResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
              <ListStackResourcesResult><StackResourceSummaries>{members}</StackResourceSummaries>{next}</ListStackResourcesResult>
              <ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata>
            </ListStackResourcesResponse>
            """);
    }
}
