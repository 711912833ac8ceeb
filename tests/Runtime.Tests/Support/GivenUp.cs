using System.Globalization;
using System.Text;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>What Lambda sends to settle about an event that it gave up on.</summary>
internal static class GivenUp
{
    public static byte[] Record(byte[] workerEvent, string requestId = "req-1", string condition = "RetriesExhausted", DateTimeOffset? at = null) =>
        Record(Encoding.UTF8.GetString(workerEvent), requestId, condition, at);

    public static byte[] Record(string workerEvent, string requestId = "req-1", string condition = "RetriesExhausted", DateTimeOffset? at = null) =>
        Encoding.UTF8.GetBytes($$"""
        {
          "version": "1.0",
          "timestamp": "{{(at ?? TestClock.Noon.AddMinutes(5)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}}",
          "requestContext": {
            "requestId": "{{requestId}}",
            "functionArn": "arn:aws:lambda:eu-central-1:123456789012:function:reports-work:$LATEST",
            "condition": "{{condition}}",
            "approximateInvokeCount": 3
          },
          "requestPayload": {{workerEvent}},
          "responseContext": { "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled" },
          "responsePayload": { "errorMessage": "…", "errorType": "System.Exception" }
        }
        """);
}
