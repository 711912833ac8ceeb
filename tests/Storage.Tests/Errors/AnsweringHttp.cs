using System.Net;
using System.Text;
using Amazon.Runtime;

namespace AsyncJobs.Storage.Tests.Errors;

/// <summary>Answers every request of a client with one error, in the form of the service.</summary>
/// <param name="service">Whose form.</param>
/// <param name="status">The status.</param>
/// <param name="code">The error's code.</param>
internal sealed class AnsweringHttp(AwsService service, int status, string code) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(CreateHandler());

    internal HttpMessageHandler CreateHandler() => new Handler(Answer);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    private HttpResponseMessage Answer()
    {
        HttpResponseMessage answer = new((HttpStatusCode)status)
        {
            Content = service is AwsService.S3
                ? new StringContent($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>As the test says.</Message></Error>", Encoding.UTF8, "application/xml")
                : new StringContent($$"""{"__type":"com.amazonaws.test#{{code}}","message":"As the test says."}""", Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        answer.Headers.Add("x-amzn-RequestId", "aws-request-1");
        if (service is AwsService.Lambda)
            answer.Headers.Add("x-amzn-ErrorType", code);
        return answer;
    }

    private sealed class Handler(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}
