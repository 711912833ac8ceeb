using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Working;

/// <summary>Results that are files.</summary>
public sealed class FileResultTests
{
    private readonly TestFiles _files = new();
    private readonly FileJob _job = new();
    private readonly Bed _bed;

    public FileResultTests() => _bed = BedWith(_files);

    [Fact]
    public async Task A_file_is_kept_and_its_caller_told_where_it_is()
    {
        byte[] content = RandomNumberGenerator.GetBytes(100_000);
        _job.Method = _ => new(new JobFile(new MemoryStream(content), "application/pdf", "Bericht für \"Ü\".pdf".Replace("\"", "'", StringComparison.Ordinal)));

        string id = await RunAsync();
        Reply reply = await _bed.GetAsync(id);

        (string key, var kept) = Assert.Single(_files.Files);
        Assert.Equal($"{id}/result-{_bed.Record(id).Lease!.Token}", key);
        Assert.Equal(content, kept.Content);
        Assert.Equal("application/pdf", kept.ContentType);
        Assert.Equal("attachment; filename=\"Bericht f_r ___.pdf\"; filename*=utf-8''Bericht%20f%C3%BCr%20%27%C3%9C%27.pdf", kept.ContentDisposition);
        JsonObject file = reply.Body["result"]!.AsObject();
        Assert.Equal(["contentType", "length", "fileName", "sha256", "url", "urlExpiresAt"], file.Select(static member => member.Key));
        Assert.Equal(("application/pdf", 100_000, "Bericht für 'Ü'.pdf"), ((string)file["contentType"]!, (int)file["length"]!, (string)file["fileName"]!));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant(), (string)file["sha256"]!);
        Assert.Equal($"https://files.example/{key}?signature=1&a=b", (string)file["url"]!);
        Assert.Equal(_bed.Clock.GetUtcNow().AddMinutes(15), (DateTimeOffset)file["urlExpiresAt"]!);
        Assert.Equal((key, _bed.Clock.GetUtcNow().AddMinutes(15)), Assert.Single(_files.Urls));
    }

    [Fact]
    public async Task Each_look_gives_a_new_URL_and_nobody_but_the_owner_has_one_made()
    {
        Reply accepted = await _bed.AcceptAsync(Request("anna"), _job);
        await _bed.WorkAsync(_job);

        Reply[] hers = [await GetAsync("anna"), await GetAsync("anna")];
        Reply[] others = [await GetAsync("bert"), await GetAsync(null)];

        Assert.All(hers, static reply => Assert.Equal(200, reply.StatusCode));
        Assert.Equal(2, hers.Select(static reply => (string)reply.Body["result"]!["url"]!).Distinct().Count());
        Assert.All(others, static reply => Assert.Equal(404, reply.StatusCode));
        Assert.Equal(2, _files.Urls.Count);

        Task<Reply> GetAsync(string? caller) => _bed.GetAsync(accepted.Id, root => SetCaller(root, caller));
    }

    [Fact]
    public async Task No_file_is_no_result()
    {
        _job.Method = static _ => new((JobFile?)null);

        string id = await RunAsync();

        Assert.Equal((JobStatus.Succeeded, null), (_bed.Record(id).Status, _bed.Record(id).ResultFileKey));
        Assert.Null((await _bed.GetAsync(id)).Body["result"]);
        Assert.Empty(_files.Files);
    }

    [Fact]
    public async Task An_empty_file_is_one()
    {
        _job.Method = static _ => new(new JobFile(Stream.Null));

        string id = await RunAsync();

        Assert.Equal(0, (int)(await _bed.GetAsync(id)).Body["result"]!["length"]!);
        Assert.Equal(("application/octet-stream", "attachment"), (Assert.Single(_files.Files).Value.ContentType, Assert.Single(_files.Files).Value.ContentDisposition));
    }

    [Fact]
    public async Task The_content_is_disposed_of_whatever_becomes_of_it()
    {
        EndlessStream good = new(10);
        EndlessStream bad = new(10, static _ => throw new IOException("The disk is gone."));
        _job.Method = _ => new(new JobFile(good));
        await RunAsync();
        _job.Method = _ => new(new JobFile(bad));

        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync());

        Assert.True(good.IsDisposed && bad.IsDisposed);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_the_methods_failure()
    {
        _job.Method = static _ => new(new JobFile(new EndlessStream(10, static _ => throw new IOException("The disk is gone."))));

        string id = await FailAsync();

        Assert.Equal((JobStatus.Pending, JobErrorCodes.MethodFailed), (_bed.Record(id).Status, _bed.Record(id).Error!.ErrorCode));
        Assert.Contains(_bed.Log.Entries, static entry => entry.Exception is IOException { Message: "The disk is gone." });
    }

    [Fact]
    public async Task A_store_that_does_not_take_it_makes_the_attempt_fail()
    {
        _files.Before = static call => throw new PayloadStoreException("The bucket is down: " + call, isTransient: true);

        string id = await FailAsync();

        Assert.Equal((JobStatus.Pending, JobErrorCodes.PayloadStoreFailed), (_bed.Record(id).Status, _bed.Record(id).Error!.ErrorCode));
        Assert.Equal(1, _job.Calls);
    }

    [Fact]
    public async Task A_file_that_is_too_large_fails_at_once()
    {
        _job.Method = static _ => new(new JobFile(new EndlessStream(10, static _ => throw new FileTooLargeException(PayloadArchive.MaxFileBytes))));

        string id = await RunAsync();

        Assert.Equal((JobStatus.Failed, JobErrorCodes.ResultTooLarge), (_bed.Record(id).Status, _bed.Record(id).Error!.ErrorCode));
        Assert.Contains("5368709120 bytes", _bed.Record(id).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task As_much_as_may_be_kept_is_read_and_not_a_byte_more(int length, bool fits)
    {
        using MeasuredStream measured = new(new EndlessStream(length), 100);

        Task read = measured.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);

        if (fits)
            await read;
        else
            await Assert.ThrowsAsync<FileTooLargeException>(() => read);
        Assert.Equal((length, fits), (measured.Bytes, measured.Failure is null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_place_for_files_the_method_does_not_run(bool hasPayloads)
    {
        Bed bed = hasPayloads ? BedWith(new TestPayloads()) : new Bed();

        string id = await RunAsync(bed);

        Assert.Equal(0, _job.Calls);
        Assert.Equal((JobStatus.Failed, JobErrorCodes.PayloadStoreFailed), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
        string said = Assert.Single(bed.Log.Entries, static entry => entry.Exception is not null).Exception!.Message;
        Assert.Contains(hasPayloads ? "IFileStore" : "AddS3Payloads()", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancel_ends_the_upload()
    {
        string id = "";
        _job.Method = _ => new(new JobFile(new EndlessStream(long.MaxValue, read =>
        {
            if (read == 0)
            {
                _bed.DeleteAsync(id).GetAwaiter().GetResult();
                _bed.Clock.Advance(TimeSpan.FromSeconds(5));
            }
        })));
        Reply accepted = await _bed.AcceptAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", "/files"), _job);
        id = accepted.Id;

        await _bed.WorkAsync(_job);

        Assert.Equal(JobStatus.Cancelled, _bed.Record(id).Status);
        Assert.Empty(_files.Files);
    }

    [Fact]
    public async Task A_URL_that_cannot_be_made_is_a_503()
    {
        string id = await RunAsync();
        _files.Before = static _ => throw new PayloadStoreException("No credentials.", isTransient: false);

        Reply reply = await _bed.GetAsync(id);

        Assert.Equal((503, null), (reply.StatusCode, reply.RetryAfter));
        Assert.Equal(JobStatus.Succeeded, _bed.Record(id).Status);
    }

    [Fact]
    public async Task A_function_without_the_store_does_not_show_the_file()
    {
        string id = await RunAsync();
        Bed other = new();
        await other.Store.CreateAsync(_bed.Record(id), _bed.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

        Assert.Equal(503, (await other.GetAsync(id)).StatusCode);
    }

    [Theory]
    [InlineData("text/html\r\nSet-Cookie: a=b", "a")]
    [InlineData("nonsense", "a")]
    [InlineData("", "a")]
    [InlineData("text/plain", "")]
    [InlineData("text/plain", "a\r\nb")]
    [InlineData("text/plain", "../../etc/passwd")]
    [InlineData("text/plain", "a\\b")]
    [InlineData("text/plain", "a\"; filename=b")]
    [InlineData("text/plain", "..")]
    [InlineData("text/plain", "a\u0085b")]
    public void What_would_be_another_header_or_path_is_refused(string contentType, string fileName) =>
        Assert.Throws<ArgumentException>(() => new JobFile(Stream.Null, contentType, fileName));

    [Fact]
    public void Half_a_surrogate_pair_is_no_name() => Assert.Throws<ArgumentException>(static () => new JobFile(Stream.Null, fileName: "a\ud800b"));

    [Theory]
    [InlineData("report.pdf", "attachment; filename=\"report.pdf\"")]
    [InlineData("a;b=c %.txt", "attachment; filename=\"a_b_c _.txt\"; filename*=utf-8''a%3Bb%3Dc%20%25.txt")]
    [InlineData("表.csv", "attachment; filename=\"_.csv\"; filename*=utf-8''%E8%A1%A8.csv")]
    public void A_name_is_told_in_both_forms(string name, string header) => Assert.Equal(header, ContentDisposition.Of(name));

    private static Bed BedWith(IPayloadStore store) => new(services => services.AddSingleton(store));

    private static byte[] Request(string? caller) =>
        SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", "/files", root => SetCaller(root, caller));

    private static void SetCaller(JsonObject root, string? caller)
    {
        if (caller is null)
            root["requestContext"]!.AsObject().Remove("authorizer");
        else
            root["requestContext"]!["authorizer"] = new JsonObject { ["iam"] = new JsonObject { ["userArn"] = "arn:aws:iam::123456789012:user/" + caller } };
    }

    private Task<string> RunAsync() => RunAsync(_bed);

    private async Task<string> RunAsync(Bed bed)
    {
        string id = await bed.StartAsync(_job);
        await bed.WorkAsync(_job);
        return id;
    }

    private async Task<string> FailAsync()
    {
        string id = await _bed.StartAsync(_job);
        await Assert.ThrowsAnyAsync<Exception>(() => _bed.WorkAsync(_job));
        return id;
    }
}
