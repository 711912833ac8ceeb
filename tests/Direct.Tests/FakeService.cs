using System.Net;
using System.Text;

namespace AsyncJobs.Direct.Tests;

/// <summary>A service of AWS in the place of connections: notes what is sent, and answers as the test says; by default with an empty success.</summary>
internal sealed class FakeService : HttpMessageHandler
{
    private readonly List<Sent> _requests = [];

    public IReadOnlyList<Sent> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Answers a request, by its place from 1 on.</summary>
    public Func<int, HttpResponseMessage> Answer { get; set; } = static _ => Ok();

    /// <summary>Set, requests are read and not answered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Called when a request is not going to be answered.</summary>
    public Action WhenSilent { get; set; } = static () => { };

    public static HttpResponseMessage Ok(string json = "{}")
    {
        HttpResponseMessage answer = new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8) };
        answer.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        return answer;
    }

    public static HttpResponseMessage Refuse(int status, string? code, string more = "")
    {
        HttpResponseMessage answer = Ok($$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"As the test says."{{more}}}""");
        answer.StatusCode = (HttpStatusCode)status;
        answer.Headers.Add("x-amzn-RequestId", "aws-request-1");
        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, System.Net.Http.Headers.HeaderStringValues values) in request.Headers.NonValidated)
            headers[name] = values.ToString();
        byte[] body = [];
        if (request.Content is not null)
        {
            body = await request.Content.ReadAsByteArrayAsync(cancellationToken);
            foreach ((string name, System.Net.Http.Headers.HeaderStringValues values) in request.Content.Headers.NonValidated)
                headers[name] = values.ToString();
        }

        int number;
        lock (_requests)
        {
            _requests.Add(new(request.Method.Method, request.RequestUri!, headers, body));
            number = _requests.Count;
        }

        if (IsSilent)
        {
            WhenSilent();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return Answer(number);
    }

    internal sealed record Sent(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);
    }
}
