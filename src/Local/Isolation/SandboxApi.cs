using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Shared;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Isolation;

/// <summary>The Lambda Runtime API, version 2018-06-01, of one process.</summary>
internal sealed class SandboxApi(FunctionSettings function)
{
    private const string Root = "/2018-06-01/runtime";

    private readonly Channel<SandboxInvocation> _offered = Channel.CreateUnbounded<SandboxInvocation>();
    private volatile TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SandboxInvocation? _current;
    private volatile FunctionErrorException? _initError;

    /// <summary>Done when the process has nothing to do and asks for an invocation.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Why the process could not start, if it said so.</summary>
    public FunctionErrorException? InitError => _initError;

    /// <summary>Gives the process an invocation.</summary>
    public void Offer(SandboxInvocation invocation)
    {
        _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _current = invocation;
        _offered.Writer.TryWrite(invocation);
    }

    public async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string path = request.Path.Value ?? "";
        if (request.Method == "GET" && path == Root + "/invocation/next")
        {
            await NextAsync(context).ConfigureAwait(false);
            return;
        }

        if (path == LocalPaths.Lifeline)
        {
            await HoldAsync(context.RequestAborted).ConfigureAwait(false);
            return;
        }

        if (request.Method != "POST" || !path.StartsWith(Root + "/", StringComparison.Ordinal))
        {
            await AnswerAsync(context.Response, StatusCodes.Status404NotFound, "NotFound").ConfigureAwait(false);
            return;
        }

        if (path.EndsWith("/response", StringComparison.Ordinal) && SandboxReply.IsStreamed(request))
        {
            await StreamAsync(context, path).ConfigureAwait(false);
            return;
        }

        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        string errorType = request.Headers["Lambda-Runtime-Function-Error-Type"].ToString();
        SandboxInvocation? current = _current;
        switch (path[(Root.Length + 1)..].Split('/'))
        {
            case ["init", "error"]:
                _initError = ReadError(body.ToArray(), errorType);
                break;
            case ["invocation", var id, "error"] when id == current?.RequestId:
                await AnswerAsync(context.Response, StatusCodes.Status202Accepted, null).ConfigureAwait(false);
                current.Fail(ReadError(body.ToArray(), errorType));
                return;
            case ["invocation", var id, "response"] when id == current?.RequestId && body.Length > PlatformLimits.SynchronousPayloadBytes:
                await AnswerAsync(context.Response, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge").ConfigureAwait(false);
                return;
            case ["invocation", var id, "response"] when id == current?.RequestId:
                await AnswerAsync(context.Response, StatusCodes.Status202Accepted, null).ConfigureAwait(false);
                current.Succeed(body.ToArray());
                return;
            default:
                await AnswerAsync(context.Response, StatusCodes.Status400BadRequest, "InvalidRequestID").ConfigureAwait(false);
                return;
        }

        await AnswerAsync(context.Response, StatusCodes.Status202Accepted, null).ConfigureAwait(false);
    }

    private async Task StreamAsync(HttpContext context, string path)
    {
        SandboxInvocation? current = _current;
        if (path != $"{Root}/invocation/{current?.RequestId}/response")
        {
            await AnswerAsync(context.Response, StatusCodes.Status400BadRequest, "InvalidRequestID").ConfigureAwait(false);
            return;
        }

        SandboxReply reply = new(context, current!.Stream);
        if (!await reply.TryReadAsync().ConfigureAwait(false))
        {
            // The process learns of it when it sends again.
            current.Succeed(default);
            context.Abort();
            return;
        }

        await AnswerAsync(context.Response, StatusCodes.Status202Accepted, null).ConfigureAwait(false);
        if (reply.Error is { } error)
            current.Fail(ReadError(error.Body, error.Type));
        else
            current.Succeed(reply.Whole);
    }

    private static FunctionErrorException ReadError(byte[] body, string errorType)
    {
        string? message = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            message = document.RootElement.GetProperty("errorMessage").GetString();
            if (errorType.Length == 0)
                errorType = document.RootElement.GetProperty("errorType").GetString() ?? "";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // The platform takes a report in any form.
        }

        return new FunctionErrorException(errorType.Length > 0 ? errorType : "Unhandled", message ?? "The function failed.");
    }

    private static Task AnswerAsync(HttpResponse response, int status, string? errorType)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        string body = errorType is null ? """{"status":"OK"}""" : $$"""{"errorType":"{{errorType}}","errorMessage":"{{errorType}}"}""";
        byte[] utf8 = Encoding.UTF8.GetBytes(body);
        response.ContentLength = utf8.Length;
        return response.Body.WriteAsync(utf8).AsTask();
    }

    // Never answered: the process asks only so that it notices the end of this one.
    private static async Task HoldAsync(CancellationToken aborted)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, aborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The process has ended.
        }
    }

    private async Task NextAsync(HttpContext context)
    {
        _asked.TrySetResult();
        SandboxInvocation invocation;
        try
        {
            invocation = await _offered.Reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        invocation.IsTaken = true;
        HttpResponse response = context.Response;
        response.ContentType = "application/json";
        response.ContentLength = invocation.Payload.Length;
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        response.Headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = function.Arn;
        string root = $"1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{invocation.RequestId.Replace("-", "", StringComparison.Ordinal)[..24]}";
        response.Headers["Lambda-Runtime-Trace-Id"] = $"Root={root};Sampled=0";
        await response.Body.WriteAsync(invocation.Payload).ConfigureAwait(false);
    }
}
