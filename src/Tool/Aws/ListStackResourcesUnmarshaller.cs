using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace AsyncJobs.Tool.Aws;

/// <summary>Reads the answer to a <see cref="ListStackResourcesRequest"/>, which is XML.</summary>
internal sealed class ListStackResourcesUnmarshaller : XmlResponseUnmarshaller
{
    internal static ListStackResourcesUnmarshaller Instance { get; } = new();

    /// <inheritdoc/>
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        XElement root = Read(input.Stream);
        return new ListStackResourcesResponse
        {
            Resources =
            [
                .. root.Descendants().Where(static element => element.Name.LocalName == "StackResourceSummaries").Elements()
                    .Select(static member => new StackResource(
                        Child(member, "LogicalResourceId") ?? "", Child(member, "PhysicalResourceId") ?? "", Child(member, "ResourceType") ?? "")),
            ],
            NextToken = root.Elements().Select(static result => Child(result, "NextToken")).FirstOrDefault(static token => token is { Length: > 0 }),
        };
    }

    /// <inheritdoc/>
    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        try
        {
            XElement root = Read(input.Stream);
            XElement? error = root.Descendants().FirstOrDefault(static element => element.Name.LocalName == "Error");
            string code = error is null ? "" : Child(error, "Code") ?? "";
            string message = error is null ? "" : Child(error, "Message") ?? "";
            ErrorType type = error is not null && Child(error, "Type") == "Sender" ? ErrorType.Sender : ErrorType.Unknown;
            return new AmazonServiceException(message, innerException, type, code, Child(root, "RequestId"), statusCode);
        }
        catch (XmlException exception)
        {
            return new AmazonServiceException("The answer is not XML.", exception, ErrorType.Unknown, "", null, statusCode);
        }
    }

    private static XElement Read(Stream stream)
    {
        using XmlReader reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }

    private static string? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;
}
