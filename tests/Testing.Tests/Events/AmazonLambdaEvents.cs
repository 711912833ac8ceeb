// What the guide's functions use of Amazon.Lambda.SQSEvents, Amazon.Lambda.CloudWatchEvents, Amazon.Lambda.S3Events and Amazon.Lambda.Annotations, in
// the shapes of these packages.
namespace Amazon.Lambda.SQSEvents
{
    public class SQSEvent
    {
        public List<SQSMessage> Records { get; set; } = [];

        public class SQSMessage
        {
            public string MessageId { get; set; } = "";

            public string Body { get; set; } = "";
        }
    }

    public class SQSBatchResponse
    {
        public List<BatchItemFailure> BatchItemFailures { get; set; } = [];

        public class BatchItemFailure
        {
            public string ItemIdentifier { get; set; } = "";
        }
    }
}

namespace Amazon.Lambda.CloudWatchEvents
{
    public class CloudWatchEvent<T>
    {
        public string Id { get; set; } = "";

        public DateTime Time { get; set; }

        public T? Detail { get; set; }
    }
}

namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents
{
    public class Detail;

    public class ScheduledEvent : CloudWatchEvent<Detail>;
}

namespace Amazon.Lambda.S3Events
{
    public class S3Event
    {
        public List<S3EventNotificationRecord> Records { get; set; } = [];

        public class S3EventNotificationRecord
        {
            public S3Entity S3 { get; set; } = new();
        }

        public class S3Entity
        {
            public S3BucketEntity Bucket { get; set; } = new();

            public S3ObjectEntity Object { get; set; } = new();
        }

        public class S3BucketEntity
        {
            public string Name { get; set; } = "";
        }

        public class S3ObjectEntity
        {
            public string Key { get; set; } = "";

            public string Sequencer { get; set; } = "";
        }
    }
}

namespace Amazon.Lambda.Annotations
{
    [AttributeUsage(AttributeTargets.Method)]
    public class LambdaFunctionAttribute : Attribute;
}

namespace Amazon.Lambda.Annotations.APIGateway
{
    public enum LambdaHttpMethod
    {
        Get,
        Post,
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class HttpApiAttribute(LambdaHttpMethod method, string template) : Attribute
    {
        public LambdaHttpMethod Method => method;

        public string Template => template;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromHeaderAttribute : Attribute
    {
        public string Name { get; set; } = "";
    }

    public interface IHttpResult
    {
        System.Net.HttpStatusCode StatusCode { get; }

        IHttpResult AddHeader(string name, string value);
    }

    public class HttpResults : IHttpResult
    {
        private HttpResults(System.Net.HttpStatusCode statusCode) => StatusCode = statusCode;

        public System.Net.HttpStatusCode StatusCode { get; }

        public Dictionary<string, string> Headers { get; } = [];

        public static IHttpResult Accepted(object? body = null) => new HttpResults(System.Net.HttpStatusCode.Accepted);

        public static IHttpResult BadRequest(object? body = null) => new HttpResults(System.Net.HttpStatusCode.BadRequest);

        public IHttpResult AddHeader(string name, string value)
        {
            Headers.Add(name, value);
            return this;
        }
    }
}
