using System.Text;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Aws;
using AsyncJobs.Lifecycle;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests;

/// <summary>The size by which the store in memory refuses what DynamoDB would.</summary>
public sealed class RecordSizeTests
{
    public static TheoryData<int> TextLengths => [0, 1, 1000, 100_000];

    // Sizes by the rules of https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html.
    [Theory]
    [MemberData(nameof(TextLengths))]
    public void A_record_is_never_taken_for_smaller_than_its_item_and_for_little_larger(int length)
    {
        foreach (JobRecord record in (JobRecord[])[Pending(), Full(new string('\u00e9', length))])
        {
            Dictionary<string, AttributeValue> attributes = DynamoDbJobItem.FromRecord(record, Guid.NewGuid().ToString("N"));
            int item = attributes.Sum(attribute => SizeOf(attribute.Key) + SizeOf(attribute.Value));

            Assert.InRange(RecordSize.Of(record), item, item + RecordSize.Rest);
        }
    }

    [Fact]
    public void Every_text_that_can_be_long_counts()
    {
        int small = RecordSize.Of(Full(""));

        Assert.Equal(small + (10 * 2000) + (10 * 2 * 2000), RecordSize.Of(Full(new string('\u00e9', 1000))));
        Assert.Throws<JobStoreException>(() => RecordSize.Check(Full(new string('x', 400 * 1024))));
    }

    private static JobRecord Full(string text) => Pending() with
    {
        Status = JobStatus.Succeeded,
        StartedAt = Noon,
        FinishedAt = Noon,
        CancelRequestedAt = Noon,
        Attempt = 3,
        Lease = new("01234567890123456789012345", "7d5b0q3h-hjg3-m1w2-v9x4-k6a0c7d5b0q3" + text, Noon, Noon),
        History = new(
            [.. Enumerable.Repeat(new JobAttempt(int.MaxValue, text, Noon, Noon, JobAttemptStatus.TimedOut, new(int.MaxValue, text)), 10)],
            int.MaxValue),
        Progress = new(0.1 + 0.2, text),
        ProgressSequence = long.MaxValue,
        Continuation = int.MaxValue,
        IsContinued = true,
        State = Encoding.UTF8.GetBytes(text + "1"),
        StateSequence = long.MaxValue,
        Result = Encoding.UTF8.GetBytes(text + "1"),
        ResultEncoding = JobResultEncoding.Brotli,
        ResultReference = new(new string('k', 60), int.MaxValue, new string('f', 64)),
        ResultFileKey = new string('k', 60),
        Error = new(int.MaxValue, text, text, text),
        Owner = text,
        InputDigest = new string('d', 44),
        CorrelationId = text,
        Redispatch = new("01234567890123456789012345", Noon, Noon),
        IsStartDoubted = true,
        Callback = new(text, JobCallbackStatus.Delivered, int.MaxValue),
    };

    private static int SizeOf(string text) => Encoding.UTF8.GetByteCount(text);

    private static int SizeOf(AttributeValue value) => value switch
    {
        { S: { } text } => SizeOf(text),
        { N: { } number } => ((number.Length + 1) / 2) + 1,
        { B: { } bytes } => (int)bytes.Length,
        { L: { Count: > 0 } list } => 3 + list.Sum(element => 1 + SizeOf(element)),
        { M: { Count: > 0 } map } => 3 + map.Sum(member => 1 + SizeOf(member.Key) + SizeOf(member.Value)),
        _ => 1,
    };
}
