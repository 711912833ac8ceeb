using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncJobs.Sam.Documents;

/// <summary>How JSON is written for people and files: only what JSON itself demands is escaped.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };
}
