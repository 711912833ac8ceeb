// The least that one writes by hand for an accept that calls AWS: a PutItem and an Invoke over HttpClient, signed in a few lines, without retries.
using AsyncJobs.ColdStart.SignedLoop;

string root = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation";
Uri dynamoDb = new(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB")!);
Uri lambda = new(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_LAMBDA")!);
using HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
while (true)
{
    using HttpResponseMessage next = await http.GetAsync(root + "/next");
    byte[] payload = await next.Content.ReadAsByteArrayAsync();
    string requestId = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();

    string id = Guid.NewGuid().ToString("N");
    byte[] item = System.Text.Encoding.UTF8.GetBytes("{\"TableName\":\"jobs\",\"Item\":{\"id\":{\"S\":\"" + id + "\"}}}");
    await SendAsync("dynamodb", dynamoDb, item, "application/x-amz-json-1.0", ("X-Amz-Target", "DynamoDB_20120810.PutItem"));
    Uri worker = new(lambda, "/2015-03-31/functions/worker/invocations");
    await SendAsync("lambda", worker, payload, "application/json", ("X-Amz-Invocation-Type", "Event"));

    using StringContent reply = new($$"""{"statusCode":202,"body":"{{id}}"}""");
    using HttpResponseMessage done = await http.PostAsync($"{root}/{requestId}/response", reply);
}

async Task SendAsync(string service, Uri address, byte[] body, string type, (string Name, string Value) header)
{
    using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
    request.Headers.TryAddWithoutValidation(header.Name, header.Value);
    Signature.AddTo(request, body, service);
    using HttpResponseMessage response = await http.SendAsync(request);
    response.EnsureSuccessStatusCode();
    await response.Content.ReadAsByteArrayAsync();
}
