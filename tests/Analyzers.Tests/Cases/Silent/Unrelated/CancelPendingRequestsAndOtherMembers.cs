using Amazon.Lambda.Core;

public class Function
{
    private readonly HttpClient _http = new();

    public string Describe(ILambdaContext context)
    {
        _http.DefaultRequestHeaders.Add("x-id", context.AwsRequestId);
        _http.BaseAddress = new Uri("https://a.example");
        _http.MaxResponseContentBufferSize = 1 << 20;
        _http.CancelPendingRequests();
        return $"{_http.Timeout} {context.RemainingTime}";
    }
}
