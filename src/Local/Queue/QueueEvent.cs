using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Local.Functions;

namespace AsyncJobs.Local.Queue;

/// <summary>What Lambda invokes a function with that serves an SQS queue, and what it reads out of the reply.</summary>
internal static class QueueEvent
{
    private const string Region = "us-east-1";

    public static ReadOnlyMemory<byte> Write(QueuedMessage message)
    {
        PooledBuffer output = new();
        using Utf8JsonWriter writer = new(output);
        writer.WriteStartObject();
        writer.WriteStartArray("Records"u8);
        writer.WriteStartObject();
        writer.WriteString("messageId"u8, message.Id);
        writer.WriteString("receiptHandle"u8, message.Receipt);
        writer.WriteString("body"u8, message.Body);
        writer.WriteStartObject("attributes"u8);
        writer.WriteString("ApproximateReceiveCount"u8, message.ReceiveCount.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("SentTimestamp"u8, Milliseconds(message.SentAt));
        writer.WriteString("SenderId"u8, "local"u8);
        writer.WriteString("ApproximateFirstReceiveTimestamp"u8, Milliseconds(message.FirstReceivedAt));
        writer.WriteEndObject();
        writer.WriteStartObject("messageAttributes"u8);
        writer.WriteEndObject();
        writer.WriteString("md5OfBody"u8, Md5(message.Body));
        writer.WriteString("eventSource"u8, "aws:sqs"u8);
        writer.WriteString("eventSourceARN"u8, $"arn:aws:sqs:{Region}:{QueueAddress.Account}:{QueueAddress.Name}");
        writer.WriteString("awsRegion"u8, Region);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    /// <summary>Whether a reply says that the message is done. A reply that Lambda does not understand means that nothing is.</summary>
    public static bool IsDone(ReadOnlyMemory<byte> reply, string messageId)
    {
        if (reply.IsEmpty)
            return true;

        try
        {
            using JsonDocument document = JsonDocument.Parse(reply);
            if (document.RootElement.ValueKind is JsonValueKind.Null)
                return true;
            if (!document.RootElement.TryGetProperty("batchItemFailures"u8, out JsonElement failures) || failures.ValueKind is JsonValueKind.Null)
                return true;
            foreach (JsonElement failure in failures.EnumerateArray())
            {
                if (failure.GetProperty("itemIdentifier"u8).GetString() is not { Length: > 0 } id || id != messageId)
                    throw new FunctionErrorException("InvalidResponse", "batchItemFailures names no message of the batch.");
                return false;
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FunctionErrorException("InvalidResponse", $"The reply is not what a function for SQS answers: {exception.Message}");
        }
    }

#pragma warning disable CA5351 // SQS's own protocol: it finds what was damaged on the way, and protects nothing.
    internal static string Md5(string body) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(body))).ToLowerInvariant();
#pragma warning restore CA5351

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
