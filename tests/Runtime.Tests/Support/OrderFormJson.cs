using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Runtime.Tests.Support;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OrderForm))]
internal sealed partial class OrderFormJson : JsonSerializerContext;
