namespace AsyncJobs.Events;

/// <summary>What a reply says to a browser about the page that asked (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol).</summary>
/// <param name="Origin">The origin whose pages may read the reply, or <c>*</c>; null for none.</param>
/// <param name="DependsOnOrigin">Whether a request of another origin may get another reply.</param>
internal readonly record struct CorsGrant(string? Origin, bool DependsOnOrigin);
