using System.Collections;
using System.Reflection;
using System.Text;
using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2.Model.Internal.MarshallTransformations;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using AsyncJobs.Direct.DynamoDb;
using Xunit;

namespace AsyncJobs.Direct.Tests.DynamoDb;

/// <summary>Requests as they are written, beside those of the SDK.</summary>
public sealed class RequestTests
{
    private static readonly Dictionary<Type, (IMarshaller<IRequest, AmazonWebServiceRequest> OfSdk, Func<AmazonWebServiceRequest, ReadOnlyMemory<byte>> Ours)> s_operations = new()
    {
        [typeof(GetItemRequest)] = (GetItemRequestMarshaller.Instance, static request => DynamoDbRequests.Of((GetItemRequest)request)),
        [typeof(PutItemRequest)] = (PutItemRequestMarshaller.Instance, static request => DynamoDbRequests.Of((PutItemRequest)request)),
        [typeof(UpdateItemRequest)] = (UpdateItemRequestMarshaller.Instance, static request => DynamoDbRequests.Of((UpdateItemRequest)request)),
        [typeof(DeleteItemRequest)] = (DeleteItemRequestMarshaller.Instance, static request => DynamoDbRequests.Of((DeleteItemRequest)request)),
        [typeof(QueryRequest)] = (QueryRequestMarshaller.Instance, static request => DynamoDbRequests.Of((QueryRequest)request)),
        [typeof(BatchGetItemRequest)] = (BatchGetItemRequestMarshaller.Instance, static request => DynamoDbRequests.Of((BatchGetItemRequest)request)),
        [typeof(ScanRequest)] = (ScanRequestMarshaller.Instance, static request => DynamoDbRequests.Of((ScanRequest)request)),
    };

    public static TheoryData<string, string> Members => [.. s_operations.Keys.SelectMany(static type => MembersOf(type).Select(member => (type.Name, member.Name)))];

    /// <summary>What is not written. A member that a new version of the SDK adds is in neither set, and fails the test.</summary>
    private static readonly string[] s_refused =
    [
        "AttributesToGet", "AttributeUpdates", "ConditionalOperator", "Expected", "KeyConditions", "QueryFilter", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics",
        "ScanFilter", "Segment", "Select", "TotalSegments",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_is_written_as_the_SDK_writes_it_or_refused(string operation, string name)
    {
        Type type = s_operations.Keys.Single(type => type.Name == operation);
        PropertyInfo member = MembersOf(type).Single(member => member.Name == name);
        var request = (AmazonWebServiceRequest)Activator.CreateInstance(type)!;
        member.SetValue(request, Sample(member.PropertyType));

        if (s_refused.Contains(name))
        {
            Assert.Contains(name, Assert.Throws<NotSupportedException>(() => Ours(request)).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Contains($"\"{name}\":", Ours(request), StringComparison.Ordinal);
        Assert.Equal(OfSdk(request), Ours(request));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void An_empty_collection_is_written_as_the_SDK_writes_it(string operation, string name)
    {
        Type type = s_operations.Keys.Single(type => type.Name == operation);
        PropertyInfo member = MembersOf(type).Single(member => member.Name == name);
        if (!typeof(ICollection).IsAssignableFrom(member.PropertyType) || s_refused.Contains(name))
            return;
        var request = (AmazonWebServiceRequest)Activator.CreateInstance(type)!;
        member.SetValue(request, Activator.CreateInstance(member.PropertyType));

        Assert.Equal(OfSdk(request), Ours(request));
    }

    [Fact]
    public void The_members_of_a_batch_are_written_or_refused_too()
    {
        foreach (PropertyInfo member in MembersOf(typeof(KeysAndAttributes)))
        {
            KeysAndAttributes keys = new();
            member.SetValue(keys, Sample(member.PropertyType));
            BatchGetItemRequest request = new() { RequestItems = new() { ["jobs"] = keys } };

            if (s_refused.Contains(member.Name))
                Assert.Throws<NotSupportedException>(() => Ours(request));
            else
                Assert.Equal(OfSdk(request), Ours(request));
        }
    }

    [Fact]
    public void Every_kind_of_attribute_is_written_as_the_SDK_writes_it()
    {
        foreach (PropertyInfo member in MembersOf(typeof(AttributeValue)))
        {
            foreach (bool isEmpty in (bool[])[false, true])
            {
                AttributeValue value = new();
                bool isCollection = typeof(ICollection).IsAssignableFrom(member.PropertyType);
                member.SetValue(value, isEmpty && isCollection ? Activator.CreateInstance(member.PropertyType) : Sample(member.PropertyType));
                PutItemRequest request = new("jobs", new() { ["attribute"] = value });

                Assert.Equal((member.Name, OfSdk(request)), (member.Name, Ours(request)));
            }
        }
    }

    [Fact]
    public void Random_items_are_written_as_the_SDK_writes_them()
    {
        RandomItems items = new(7);
        for (int i = 0; i < 500; i++)
        {
            PutItemRequest request = new("jobs", items.Next());

            Assert.Equal((i, OfSdk(request)), (i, Ours(request)));
        }
    }

    internal static string OfSdk(AmazonWebServiceRequest request)
    {
        using IRequest marshalled = s_operations[request.GetType()].OfSdk.Marshall(request);
        using MemoryStream body = new();
        marshalled.ContentStream.CopyTo(body);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private static string Ours(AmazonWebServiceRequest request) => Encoding.UTF8.GetString(s_operations[request.GetType()].Ours(request).Span);

    private static IEnumerable<PropertyInfo> MembersOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(static member => member.CanWrite && !IsAlias(member.Name));

    // Whether a collection is to count although it is empty: the collection itself says it.
    private static bool IsAlias(string name) => name.StartsWith("Is", StringComparison.Ordinal) && name.EndsWith("Set", StringComparison.Ordinal);

    private static object Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return "text <é> \ud83d\ude42";
        if (type == typeof(bool))
            return true;
        if (type == typeof(int))
            return 7;
        if (type == typeof(MemoryStream))
            return new MemoryStream([1, 2, 250]);
        if (type == typeof(AttributeValue))
            return new AttributeValue("value");
        if (typeof(ConstantClass).IsAssignableFrom(type))
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).First(field => field.FieldType == type).GetValue(null)!;
        if (!typeof(ICollection).IsAssignableFrom(type))
            return Activator.CreateInstance(type)!;

        object collection = Activator.CreateInstance(type)!;
        object[] values = [.. type.GetGenericArguments().Select(Sample)];
        type.GetMethod("Add")!.Invoke(collection, values);
        return collection;
    }
}
