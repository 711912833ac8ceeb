using System.Text.Json;

namespace AsyncJobs.Local.Emulators.Table;

/// <summary>A request that the table refuses, as DynamoDB would.</summary>
/// <param name="code">DynamoDB's name of the error.</param>
/// <param name="message">What is wrong.</param>
/// <param name="item">The item that stands in the way, where the request asked for it.</param>
internal sealed class TableException(string code, string message, IReadOnlyDictionary<string, JsonElement>? item = null) : Exception(message)
{
    public string Code => code;

    public IReadOnlyDictionary<string, JsonElement>? Item => item;

    public static TableException Invalid(string message) => new("ValidationException", message);
}
