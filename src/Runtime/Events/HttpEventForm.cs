namespace AsyncJobs.Events;

/// <summary>The forms in which AWS hands an HTTP request to a function; each has its own form of reply.</summary>
internal enum HttpEventForm
{
    /// <summary>HTTP API with payload 2.0.</summary>
    HttpApi,

    /// <summary>Lambda function URL: as HTTP API, but the path is percent-encoded and nobody has matched a route.</summary>
    FunctionUrl,

    /// <summary>REST API, or HTTP API with payload 1.0.</summary>
    RestApi,

    /// <summary>Application Load Balancer.</summary>
    LoadBalancer,
}
