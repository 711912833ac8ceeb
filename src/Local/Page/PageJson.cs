using System.Text.Json.Serialization;
using AsyncJobs.Local.Operations;

namespace AsyncJobs.Local.Page;

/// <summary>How the page's API is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = OperationsJson.MostDepth,
    Converters = [typeof(MillisecondsConverter)])]
[JsonSerializable(typeof(PageSession))]
[JsonSerializable(typeof(PageJobs))]
[JsonSerializable(typeof(PageLog))]
[JsonSerializable(typeof(JobDetails))]
internal sealed partial class PageJson : JsonSerializerContext;
