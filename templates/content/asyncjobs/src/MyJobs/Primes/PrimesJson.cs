using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyJobs.Primes;

/// <summary>How requests and results are read and written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PrimeRequest))]
[JsonSerializable(typeof(PrimeCount))]
internal sealed partial class PrimesJson : JsonSerializerContext;
