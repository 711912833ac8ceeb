using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AsyncJobs.Tool.Aws;

/// <summary>Writes a <see cref="ListStackResourcesRequest"/> as HTTP, in AWS's Query protocol: a form.</summary>
internal sealed class ListStackResourcesMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    internal static ListStackResourcesMarshaller Instance { get; } = new();

    /// <inheritdoc/>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var list = (ListStackResourcesRequest)input;
        List<(string Name, string Value)> form =
            [("Action", "ListStackResources"), ("Version", "2010-05-15"), ("StackName", list.StackName)];
        if (list.NextToken is not null)
            form.Add(("NextToken", list.NextToken));

        var request = new DefaultRequest(list, CloudFormationConfig.Service)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = Encoding.UTF8.GetBytes(string.Join('&', form.Select(static field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))),
        };
        request.Headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";
        return request;
    }
}
