using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace AsyncJobs.Aws;

/// <summary>Reads the answer to a <see cref="LambdaInvokeRequest"/>.</summary>
internal sealed class LambdaInvokeUnmarshaller : JsonResponseUnmarshaller
{
    private const string FunctionError = "X-Amz-Function-Error";

    internal static LambdaInvokeUnmarshaller Instance { get; } = new();

    /// <inheritdoc/>
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using MemoryStream payload = new();
        input.Stream.CopyTo(payload);
        return new LambdaInvokeResponse
        {
            Payload = payload.ToArray(),
            FunctionError = input.ResponseData.IsHeaderPresent(FunctionError) ? input.ResponseData.GetHeaderValue(FunctionError) : null,
        };
    }

    /// <inheritdoc/>
    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        ErrorResponse error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
