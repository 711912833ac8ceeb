using System.Globalization;
using Amazon.Runtime;
using AsyncJobs.Aws;
using Xunit;

namespace AsyncJobs.Direct.Tests.Sending;

/// <summary>A clock that is wrong, and what the answers say of the time.</summary>
public sealed class ClockTests
{
    private readonly DirectBench _bench = new();

    private IEnumerable<double> HoursOff => _bench.Service.Requests.Select(request => (SignedAt(request) - _bench.Time.GetUtcNow()).TotalHours);

    [Theory]
    [InlineData("InvalidSignatureException", 3)]
    [InlineData("SignatureDoesNotMatch", -3)]
    [InlineData("AuthFailure", 3)]
    [InlineData("RequestTimeTooSkewed", 3)]
    [InlineData("RequestExpired", 3)]
    [InlineData("RequestInTheFuture", -3)]
    [InlineData("AccessDeniedException", 3)]
    public async Task A_wrong_clock_is_corrected_by_the_answer_and_stays_so(string code, int hours)
    {
        IDynamoDbCalls table = _bench.Table();
        _bench.Jitter = 0;
        _bench.Service.Answer = number => At(number == 1 ? FakeService.Refuse(400, code) : FakeService.Ok(), hours);

        await DirectBench.GetAsync(table);
        await DirectBench.GetAsync(table);

        Assert.Equal([0, hours, hours], HoursOff);
    }

    [Fact]
    public async Task A_signature_that_is_wrong_for_another_reason_is_tried_once_more_at_most()
    {
        _bench.Service.Answer = _ => At(FakeService.Refuse(400, "InvalidSignatureException"), 3);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync);

        Assert.Equal(2, _bench.Service.Requests.Count);
    }

    [Fact]
    public async Task With_a_right_clock_it_is_not_tried_again()
    {
        _bench.Service.Answer = _ => At(FakeService.Refuse(400, "InvalidSignatureException"), 0.05);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync);

        Assert.Single(_bench.Service.Requests);
    }

    [Fact]
    public async Task A_refusal_that_has_nothing_to_do_with_the_clock_is_not_tried_again_but_the_next_request_has_the_right_time()
    {
        IDynamoDbCalls table = _bench.Table();
        _bench.Service.Answer = number => At(number == 1 ? FakeService.Refuse(400, "ValidationException") : FakeService.Ok(), 3);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => DirectBench.GetAsync(table));
        await DirectBench.GetAsync(table);

        Assert.Equal([0, 3], HoursOff);
    }

    [Fact]
    public async Task An_answer_out_of_a_cache_says_nothing_of_the_time()
    {
        _bench.Service.Answer = _ =>
        {
            HttpResponseMessage answer = At(FakeService.Refuse(400, "InvalidSignatureException"), 3);
            answer.Headers.Age = TimeSpan.FromHours(1);
            return answer;
        };

        await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync);

        Assert.Single(_bench.Service.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("yesterday")]
    public async Task Nor_does_one_without_a_time(string? date)
    {
        _bench.Service.Answer = _ =>
        {
            HttpResponseMessage answer = FakeService.Refuse(400, "InvalidSignatureException");
            if (date is not null)
                answer.Headers.TryAddWithoutValidation("Date", date);
            return answer;
        };

        await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync);

        Assert.Single(_bench.Service.Requests);
    }

    // A machine without a battery begins in 1970, and one that counts on from there may be anywhere.
    [Theory]
    [InlineData(1970)]
    [InlineData(2000)]
    [InlineData(2038)]
    [InlineData(2106)]
    public async Task However_wrong_the_clock_of_the_machine_is(int year)
    {
        DateTimeOffset right = _bench.Time.GetUtcNow();
        _bench.Time.Advance(right.AddYears(year - right.Year) - right);
        _bench.Jitter = 0;
        _bench.Service.Answer = number =>
        {
            HttpResponseMessage answer = number == 1 ? FakeService.Refuse(400, "InvalidSignatureException") : FakeService.Ok();
            answer.Headers.Date = right;
            return answer;
        };

        await _bench.GetAsync();

        Assert.Equal(right, SignedAt(_bench.Service.Requests[1]), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_date_of_nobodys_clock_changes_nothing(string date)
    {
        IDynamoDbCalls table = _bench.Table();
        _bench.Service.Answer = _ =>
        {
            HttpResponseMessage answer = FakeService.Ok();
            answer.Headers.TryAddWithoutValidation("Date", date);
            return answer;
        };

        await DirectBench.GetAsync(table);
        await DirectBench.GetAsync(table);

        Assert.Equal([0, 0], HoursOff);
    }

    [Fact]
    public async Task One_that_is_believed_and_wrong_is_corrected_by_the_next_answer()
    {
        IDynamoDbCalls table = _bench.Table();
        _bench.Jitter = 0;
        const double YearsOff = 24 * 365 * 90;
        _bench.Service.Answer = number =>
            At(number == 2 ? FakeService.Refuse(400, "InvalidSignatureException") : FakeService.Ok(), number == 1 ? YearsOff : 0);

        await DirectBench.GetAsync(table);
        await DirectBench.GetAsync(table);

        Assert.Equal([0, YearsOff, 0], HoursOff);
    }

    private static DateTimeOffset SignedAt(FakeService.Sent request) =>
        DateTimeOffset.ParseExact(request.Headers["x-amz-date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private HttpResponseMessage At(HttpResponseMessage answer, double hours)
    {
        answer.Headers.Date = _bench.Time.GetUtcNow().AddHours(hours);
        return answer;
    }
}
