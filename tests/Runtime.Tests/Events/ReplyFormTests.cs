using AsyncJobs.Events;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

public sealed class ReplyFormTests
{
    public static TheoryData<int> StatusCodes => [200, 202, 204, 400, 404, 405, 413, 415, 422, 500, 503, 504];

    [Theory]
    [InlineData(SampleEvent.HttpApi, false, false)]
    [InlineData(SampleEvent.FunctionUrl, false, false)]
    [InlineData(SampleEvent.RestApi, false, false)]
    [InlineData(SampleEvent.LoadBalancer, true, false)]
    [InlineData(SampleEvent.LoadBalancerMultiValue, true, true)]
    public async Task Each_front_end_gets_its_own_form(string name, bool hasDescription, bool hasMultiValueHeaders)
    {
        Bed bed = new();
        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(name));
        Reply refused = await bed.AcceptAsync(SampleEvent.Read(name, root => root["body"] = "?"));

        Assert.Equal(hasDescription ? "202 Accepted" : null, (string?)accepted.Envelope["statusDescription"]);
        Assert.Equal(hasDescription ? "400 Bad Request" : null, (string?)refused.Envelope["statusDescription"]);
        Assert.All([accepted, refused], reply => Assert.Equal(hasMultiValueHeaders, reply.Envelope.ContainsKey("multiValueHeaders")));
    }

    [Theory]
    [MemberData(nameof(StatusCodes))]
    public void Every_status_code_has_its_phrase(int statusCode) => Assert.NotEmpty(HttpReply.ReasonPhrase(statusCode));
}
