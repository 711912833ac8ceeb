// libraries: AmazonLambdaCore
// Imitates Amazon.Lambda.APIGatewayEvents and Amazon.Lambda.SQSEvents, which are not served by every registry.
using System.Collections.Generic;

namespace Amazon.Lambda.APIGatewayEvents
{
    public class APIGatewayHttpApiV2ProxyRequest
    {
        public string Body { get; set; }
        public IDictionary<string, string> Headers { get; set; }
        public IDictionary<string, string> PathParameters { get; set; }
        public IDictionary<string, string> QueryStringParameters { get; set; }
        public string RawPath { get; set; }
    }

    public class APIGatewayHttpApiV2ProxyResponse
    {
        public int StatusCode { get; set; }
        public string Body { get; set; }
        public IDictionary<string, string> Headers { get; set; }
    }

    public class APIGatewayProxyRequest
    {
        public string Body { get; set; }
        public string Path { get; set; }
        public IDictionary<string, string> Headers { get; set; }
        public IDictionary<string, string> PathParameters { get; set; }
    }

    public class APIGatewayProxyResponse
    {
        public int StatusCode { get; set; }
        public string Body { get; set; }
    }
}

namespace Amazon.Lambda.SQSEvents
{
    public class SQSEvent
    {
        public List<SQSMessage> Records { get; set; }

        public class SQSMessage
        {
            public string MessageId { get; set; }
            public string Body { get; set; }
        }
    }

    public class SQSBatchResponse
    {
        public List<BatchItemFailure> BatchItemFailures { get; set; } = new();

        public class BatchItemFailure
        {
            public string ItemIdentifier { get; set; }
        }
    }
}
