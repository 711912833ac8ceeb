// The least that one writes by hand for a function of one's own: no JSON, no routes, always the same reply.
string root = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation";
using HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
while (true)
{
    using HttpResponseMessage next = await http.GetAsync(root + "/next");
    byte[] payload = await next.Content.ReadAsByteArrayAsync();
    string requestId = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();
    using StringContent reply = new($$"""{"statusCode":{{(payload.Length > 0 ? 200 : 400)}},"body":""}""");
    using HttpResponseMessage done = await http.PostAsync($"{root}/{requestId}/response", reply);
}
