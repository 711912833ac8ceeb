using System.Text.Json.Serialization;
using AsyncJobs.Tool.Retrying;
using AsyncJobs.Tool.Statistics;

namespace AsyncJobs.Tool.Output;

/// <summary>How the command writes what it alone has as JSON for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommandOutcome))]
[JsonSerializable(typeof(JobStatistics))]
internal sealed partial class ToolJson : JsonSerializerContext;
