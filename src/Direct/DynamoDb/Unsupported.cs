using System.Collections;
using Amazon.Runtime;

namespace AsyncJobs.Direct.DynamoDb;

/// <summary>Refuses members of requests that are not written: a request that lacks a condition is another one.</summary>
internal static class Unsupported
{
    public static void Refuse(ICollection? value, string name) => Refuse(value is { Count: > 0 }, name);

    public static void Refuse(ConstantClass? value, string name) => Refuse(value is not null, name);

    /// <exception cref="NotSupportedException">The member is set.</exception>
    public static void Refuse(bool isSet, string name)
    {
        if (isSet)
            throw new NotSupportedException($"{nameof(DirectClients)} does not write {name} into requests to DynamoDB.");
    }
}
