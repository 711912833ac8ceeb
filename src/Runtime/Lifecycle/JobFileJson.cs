using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Lifecycle;

/// <summary>How a record keeps what is said of a file, and how callers are told of it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(KeptFile))]
[JsonSerializable(typeof(JobDownload))]
[JsonSerializable(typeof(DownloadDocument))]
internal sealed partial class JobFileJson : JsonSerializerContext;
