namespace AsyncJobs.Hosting;

/// <summary>The events of practice, in the forms that a default deployment gets: payload 2.0 of an HTTP API, and a worker's.</summary>
internal static class PracticeEvents
{
    /// <summary>A request that starts a <see cref="PracticeJob"/>.</summary>
    public static ReadOnlyMemory<byte> Start => """
        {"version":"2.0","routeKey":"POST /practice/{name}","rawPath":"/practice/one","rawQueryString":"number=1",
        "headers":{"accept":"*/*","content-type":"application/json","host":"practice.invalid","idempotency-key":"practice","user-agent":"practice"},
        "queryStringParameters":{"number":"1"},"pathParameters":{"name":"one"},
        "requestContext":{"apiId":"practice","domainName":"practice.invalid","stage":"$default","requestId":"practice",
        "http":{"method":"POST","path":"/practice/one","protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"practice"}},
        "body":"{\"texts\":[\"one\"],\"number\":1,\"isOn\":true}","isBase64Encoded":false}
        """u8.ToArray();

    /// <summary>A request for its status.</summary>
    public static ReadOnlyMemory<byte> Poll => """
        {"version":"2.0","routeKey":"GET /jobs/{id}","rawPath":"/jobs/00000000000000000000000000","rawQueryString":"",
        "headers":{"accept":"*/*","host":"practice.invalid","user-agent":"practice"},"pathParameters":{"id":"00000000000000000000000000"},
        "requestContext":{"apiId":"practice","domainName":"practice.invalid","stage":"$default","requestId":"practice",
        "http":{"method":"GET","path":"/jobs/00000000000000000000000000","protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"practice"}},
        "isBase64Encoded":false}
        """u8.ToArray();

    /// <summary>The event of its worker.</summary>
    public static ReadOnlyMemory<byte> Work => """
        {"asyncJobs":1,"id":"00000000000000000000000000","job":"practice",
        "args":{"route.name":"one","query.number":"1","body":{"texts":["one"],"number":1,"isOn":true}}}
        """u8.ToArray();
}
