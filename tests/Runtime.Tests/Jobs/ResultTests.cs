using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Buffers;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Jobs;

/// <summary>Results by their size.</summary>
public sealed class ResultTests
{
    private const int MaxStored = 350 * 1024;
    private const int MaxReply = 6 * 1024 * 1024;

    [Theory]
    [InlineData(0, JobResultEncoding.Json)]
    [InlineData((8 * 1024) - 3, JobResultEncoding.Json)]
    [InlineData((8 * 1024) - 2, JobResultEncoding.Brotli)]
    [InlineData(1_000_000, JobResultEncoding.Brotli)]
    [InlineData(6_000_000, JobResultEncoding.Brotli)]
    public async Task A_large_result_is_compressed_and_read_as_it_was_returned(int length, JobResultEncoding expected)
    {
        Bed bed = new();
        string result = Repeat("The quick brown fox. ", length);

        Reply done = await RunAsync(bed, result);

        JobRecord record = bed.Record(done.Id);
        Assert.Equal((JobStatus.Succeeded, expected), (record.Status, record.ResultEncoding));
        Assert.Equal(result, (string)done.Body["result"]!);
        Assert.Equal(result, (await bed.App.GetAsync(bed.Report, done.Id, TestContext.Current.CancellationToken))!.Result);
        if (expected is JobResultEncoding.Brotli)
            Assert.True(record.Result.Length < length / 10, $"{length} bytes became {record.Result.Length}.");
    }

    [Fact]
    public async Task A_result_that_cannot_be_made_smaller_is_kept_as_it_is()
    {
        Bed bed = new();

        // Random text of as many characters as JSON leaves unescaped can be packed a little, so that the code is asked about bytes.
        byte[] noise = RandomNumberGenerator.GetBytes(20_000);
        ReadOnlyMemory<byte> stored = ResultCodec.Encode(noise, out JobResultEncoding encoding);

        Assert.Equal(JobResultEncoding.Json, encoding);
        Assert.True(stored.Span.SequenceEqual(noise));
        Assert.Equal("SUCCEEDED", (await RunAsync(bed, Noise(20_000))).Status);
    }

    [Fact]
    public async Task A_result_that_does_not_fit_compressed_either_is_a_failure_that_says_so()
    {
        Bed bed = new();

        Reply done = await RunAsync(bed, Noise(MaxStored * 2));

        Assert.Equal(("FAILED", JobErrorCodes.ResultTooLarge), (done.Status, (int)done.Body["error"]!["errorCode"]!));
        Assert.Contains($"at most {MaxStored}", (string)done.Body["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Null(done.Body["result"]);
    }

    [Theory]
    [InlineData('x', MaxReply - 20_000, "FAILED")]
    [InlineData('x', MaxReply - 40_000, "SUCCEEDED")]
    [InlineData('"', (MaxReply / 7) - 2_000, "FAILED")]
    [InlineData('"', (MaxReply / 7) - 10_000, "SUCCEEDED")]
    public async Task What_is_accepted_as_a_result_fits_a_reply(char character, int length, string expected)
    {
        Bed bed = new();

        Reply done = await RunAsync(bed, new string(character, length));

        Assert.Equal(expected, done.Status);
        Assert.True(Encoding.UTF8.GetByteCount(done.Envelope.ToJsonString()) < MaxReply);
        if (expected == "FAILED")
            Assert.Equal(JobErrorCodes.ResultTooLarge, (int)done.Body["error"]!["errorCode"]!);
    }

    [Fact]
    public async Task What_is_damaged_in_the_table_is_an_error_on_our_side()
    {
        Bed bed = new();
        Reply done = await RunAsync(bed, Repeat("x", 20_000));
        JobRecord record = bed.Record(done.Id);
        bed.Store.Put(record with { Result = record.Result[..^1] });

        Assert.Equal(500, (await bed.GetAsync(done.Id)).StatusCode);
    }

    [Fact]
    public async Task What_becomes_more_than_any_result_is_not_decompressed()
    {
        Bed bed = new();
        Reply done = await RunAsync(bed, Repeat("x", 20_000));
        JobRecord record = bed.Record(done.Id) with { Result = Compressed(1024 * 1024 * 1024) };
        bed.Store.Put(record);
        using PooledBuffer scratch = new();

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ResultCodec.Decode(record, scratch));

        Assert.Contains($"more than the {MaxReply} bytes", exception.Message, StringComparison.Ordinal);
        Assert.InRange(scratch.Capacity, MaxReply, 4 * MaxReply);
        Assert.Equal(500, (await bed.GetAsync(done.Id)).StatusCode);
    }

    // A gigabyte of one letter, which takes less than a record has room for.
    private static ReadOnlyMemory<byte> Compressed(int length)
    {
        using MemoryStream target = new();
        using (BrotliStream brotli = new(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] part = new byte[1024 * 1024];
            part.AsSpan().Fill((byte)'x');
            for (int i = 0; i < length / part.Length; i++)
                brotli.Write(part);
        }

        Assert.InRange(target.Length, 1, MaxStored);
        return target.ToArray();
    }

    private static async Task<Reply> RunAsync(Bed bed, string result)
    {
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => new(result);
        await bed.WorkAsync();
        return await bed.GetAsync(id);
    }

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1))[..length];

    private static string Noise(int length) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(length))[..length];
}
