using System.Text.Json;

namespace AsyncJobs.Binding;

/// <summary>Reads names and texts of a JSON document that anybody may have written.</summary>
internal static class JsonText
{
    /// <summary>The text of the token that the reader is at. Half a surrogate pair, which is no text, stands as U+FFFD.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\ufffd";
        }
    }
}
