using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyJobs.Primes;

/// <summary>How requests and results are read and written.</summary>
#if (isNet8)
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
#else
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
#endif
[JsonSerializable(typeof(PrimeRequest))]
[JsonSerializable(typeof(PrimeCount))]
internal sealed partial class PrimesJson : JsonSerializerContext;
