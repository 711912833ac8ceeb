using System.Text.Json.Nodes;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Resources;

/// <summary>The indexes by which jobs are listed, as the table's resource has them.</summary>
internal static class TableIndexes
{
    /// <summary>The property of the table.</summary>
    public const string Property = "GlobalSecondaryIndexes";

    /// <summary>The attributes that are keys of the table or of an index: CloudFormation wants these and no others.</summary>
    public static IEnumerable<JsonNode> Attributes(ListPlan lists)
    {
        IEnumerable<string> keys = [TableNames.Id, .. lists.Indexes.Select(static index => index.PartitionKey)];
        return (lists.Indexes.Count == 0 ? keys : keys.Append(TableNames.ListSort))
            .Select(static name => new JsonObject { ["AttributeName"] = name, ["AttributeType"] = "S" });
    }

    /// <summary>One index. It has keys alone: what changes in a job is not written a second time.</summary>
    public static JsonNode Of((string Name, string PartitionKey) index) => new JsonObject
    {
        ["IndexName"] = index.Name,
        ["KeySchema"] = new JsonArray(
            new JsonObject { ["AttributeName"] = index.PartitionKey, ["KeyType"] = "HASH" },
            new JsonObject { ["AttributeName"] = TableNames.ListSort, ["KeyType"] = "RANGE" }),
        ["Projection"] = new JsonObject { ["ProjectionType"] = "KEYS_ONLY" },
    };

    /// <summary>Which of the indexes that a plan needs a table lacks.</summary>
    /// <param name="table">The table's resource.</param>
    /// <param name="lists">The plan.</param>
    public static IReadOnlyList<string> Missing(JsonNode? table, ListPlan lists)
    {
        JsonArray? there = ((table as JsonObject)?["Properties"] as JsonObject)?[Property] as JsonArray;
        HashSet<string?> names = [.. there?.Select(static index => (index as JsonObject)?["IndexName"]?.ToString()) ?? []];
        return [.. lists.Indexes.Select(static index => index.Name).Where(name => !names.Contains(name))];
    }
}
