namespace AsyncJobs.Smoke.Cases;

/// <summary>A request that the receiver of template.yaml kept.</summary>
/// <param name="Headers">Its headers, their names in lower case.</param>
/// <param name="Body">Its body as it came, in base64.</param>
internal sealed record ReceivedRequest(IReadOnlyDictionary<string, string> Headers, byte[] Body);
