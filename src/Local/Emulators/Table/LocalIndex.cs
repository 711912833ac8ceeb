using System.Text.Json;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.Emulators.Table;

/// <summary>An index of the jobs' table, as a query sees it: the keys of the items that have them.</summary>
/// <param name="PartitionKey">The attribute that is its partition key.</param>
internal sealed record LocalIndex(string PartitionKey)
{
    /// <exception cref="TableException">There is no such index.</exception>
    public static LocalIndex Of(string? name) => name switch
    {
        TableNames.OwnerIndex => new(TableNames.ListKey),
        TableNames.TimeIndex => new(TableNames.ListShard),
        _ => throw TableException.Invalid($"The table does not have the specified index: {name}"),
    };

    /// <summary>Whether an item is in it.</summary>
    public bool Has(IReadOnlyDictionary<string, JsonElement> item) => item.ContainsKey(PartitionKey) && item.ContainsKey(TableNames.ListSort);

    /// <summary>What the index has of an item.</summary>
    public IReadOnlyDictionary<string, JsonElement> KeysOf(IReadOnlyDictionary<string, JsonElement> item) =>
        new[] { TableNames.Id, PartitionKey, TableNames.ListSort }.ToDictionary(static name => name, name => item[name]);
}
